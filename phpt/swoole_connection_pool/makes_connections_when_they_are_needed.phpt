--TEST--
get() takes a free connection, else makes one, else waits until one is given back
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\ConnectionPool;
use Swoole\Coroutine;
Co\run(function () {
    $made = 0;
    $pool = new ConnectionPool(function () use (&$made) {
        return (object) ['number' => ++$made];
    }, 2);
    same(0, $made, 'none is made yet');
    $first = $pool->get();
    $second = $pool->get();
    same([1, 2, 2], [$first->number, $second->number, $made], 'made');
    same(false, $pool->get(0.01), 'there are no more');
    $pool->put($first);
    same($first, $pool->get(), 'the one that is free');
    go(function () use ($pool, $second) {
        Coroutine::sleep(0.01);
        $pool->put($second);
    });
    same($second, $pool->get(), 'the next that is given back');
    // The first one is broken.
    $pool->put(null);
    same(3, $pool->get()->number, 'made in its place');
    $pool = new ConnectionPool(function () use (&$made) {
        return (object) ['number' => ++$made];
    }, 3);
    $made = 0;
    $pool->fill();
    same(3, $made, 'fill()');
});
?>
--EXPECT--
