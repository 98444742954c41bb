--TEST--
after a shutdown nobody can connect, and a second server can take the port at once
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode));
    same('x', ($client = $t->connect())->send('x')->read(1), 'echo');
    $t->stop();
    same(false, is_listening($t->port), 'still listening');
    $next = TestServer::start(function (TestServer $n) use ($t, $mode) {
        $server = new Swoole\Server('127.0.0.1', $t->port, $mode);
        $server->set(['worker_num' => 1, 'log_file' => $n->log]);
        $server->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, $data));
        return $server;
    });
    same('y', $next->connect()->send('y')->read(1), 'echo of the next server');
});
?>
--EXPECT--
BASE done
PROCESS done
