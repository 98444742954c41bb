--TEST--
Event::defer() in onReceive runs after that callback, in both modes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new Swoole\Server('127.0.0.1', 0, $mode);
        $server->set(['worker_num' => 1, 'log_level' => SWOOLE_LOG_WARNING]);
        $server->on('receive', function ($server, $fd) {
            Swoole\Event::defer(fn () => $server->send($fd, "deferred\n"));
            $server->send($fd, "callback, ");
        });
        return $server;
    });
    same('callback, deferred', $t->connect()->ask('x'), 'answer');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
