--TEST--
the old name swoole_server works as a class and as a type
--FILE--
<?php
// better than the reference: there the old names are gone.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new swoole_server('127.0.0.1', 0, $mode);
        $server->set(['worker_num' => 1, 'log_file' => $t->log]);
        $server->on('receive', fn (swoole_server $server, int $fd) => $server->send($fd, $server::class . "\n"));
        return $server;
    });
    same('Swoole\Server', $t->connect()->ask("x\n"), 'class');
});
?>
--EXPECT--
BASE done
PROCESS done
