--TEST--
only one coroutine may wait for a barrier
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Barrier;
Co\run(function () {
    $barrier = $mine = Barrier::make();
    go(function () use (&$mine) {
        Barrier::wait($mine);
    });
    same('Swoole\Exception(0): The barrier is waiting, cannot wait again.', thrown_by(function () use (&$barrier) {
        Barrier::wait($barrier);
    }), 'a second wait');
    check($barrier instanceof Barrier, 'it is still ours');
});
?>
--EXPECT--
