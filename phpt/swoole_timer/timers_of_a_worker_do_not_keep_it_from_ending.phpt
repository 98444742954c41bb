--TEST--
a worker with a tick ends when the server shuts down
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new Swoole\Server('127.0.0.1', 0, $mode);
        $server->set(['worker_num' => 1, 'log_level' => SWOOLE_LOG_ERROR, 'max_wait_time' => 1]);
        $server->on('workerStart', fn () => Swoole\Timer::tick(1, fn () => null));
        $server->on('workerExit', fn () => Swoole\Timer::clearAll());
        $server->on('receive', fn () => null);
        return $server;
    });
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
