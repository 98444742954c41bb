--TEST--
clearAll() in a worker clears the script's timers; the server goes on, heartbeat included
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new Swoole\Server('127.0.0.1', 0, $mode);
        $server->set(['worker_num' => 1, 'log_level' => SWOOLE_LOG_WARNING, 'heartbeat_check_interval' => 1, 'heartbeat_idle_time' => 1]);
        $server->on('workerStart', function () {
            Swoole\Timer::tick(1000, fn () => null);
            Swoole\Timer::after(60000, fn () => null);
        });
        $server->on('receive', function ($server, $fd) {
            $server->send($fd, json_encode([count(Swoole\Timer::list()) >= 2, Swoole\Timer::clearAll(), count(Swoole\Timer::list())]) . "\n");
        });
        return $server;
    });
    $client = $t->connect();
    same('[true,true,0]', $client->ask('x'), 'answer');
    check($client->isClosed(), 'the heartbeat closes the silent connection');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
