--TEST--
a shutdown ends workers although a timer still runs, at the latest after max_wait_time
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['max_wait_time' => 1], [
        'workerStart' => fn () => Swoole\Timer::tick(10, fn () => null),
    ]));
    $begin = microtime(true);
    same(0, $t->stop(), 'exit code');
    check(microtime(true) - $begin < 4, 'it took too long');
});
?>
--EXPECT--
BASE done
PROCESS done
