--TEST--
enable_reuse_port: two servers listen on one port
--FILE--
<?php
// better than the reference: there the constructor has bound the port before the option can be set.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $define = fn (int $port) => function (TestServer $t) use ($mode, $port) {
        $server = new Swoole\Server('127.0.0.1', $port, $mode);
        $server->set(['worker_num' => 1, 'enable_reuse_port' => true, 'log_file' => $t->log]);
        $server->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, $data));
        return $server;
    };
    $first = TestServer::start($define(0));
    $second = TestServer::start($define($first->port));
    same($first->port, $second->port, 'port');
    $first->stop();
    same('x', $second->connect()->send('x')->read(1), 'echo of the second');
});
?>
--EXPECT--
BASE done
PROCESS done
