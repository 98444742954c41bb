--TEST--
after close() there is nothing to get; who waits gets false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\ConnectionPool;
Co\run(function () {
    $pool = new ConnectionPool(fn () => new stdClass(), 1);
    $connection = $pool->get();
    go(fn () => same(false, $pool->get(), 'who waits'));
    $pool->close();
    $pool->put($connection);
    $pool->fill();
    same('RuntimeException(0): Pool has been closed', thrown_by(fn () => $pool->get()), 'afterwards');
    $pool->close();
});
?>
--EXPECT--
