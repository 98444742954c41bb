--TEST--
a timer made in a worker's callback may answer a client later, in both modes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new Swoole\Server('127.0.0.1', 0, $mode);
        $server->set(['worker_num' => 1, 'log_level' => SWOOLE_LOG_WARNING]);
        $server->on('receive', function ($server, $fd, $reactor, $data) {
            Swoole\Timer::after(2, fn () => $server->send($fd, "later: $data"));
        });
        return $server;
    });
    same('later: hello', $t->connect()->ask("hello\n"), 'answer');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
