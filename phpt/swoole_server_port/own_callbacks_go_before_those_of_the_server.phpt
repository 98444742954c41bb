--TEST--
a port's own callbacks are used for it; what it has not set falls back to the server's
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], [
            'connect' => fn () => $t->journal->note('connect of the server'),
            'receive' => fn ($server, $fd) => $server->send($fd, "server\n"),
        ]);
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP)->on('receive', fn ($server, $fd) => $server->send($fd, "port\n"));
        return $server;
    });
    same('server', $t->connect(0)->ask("x\n"), 'first port');
    same('port', $t->connect(1)->ask("x\n"), 'second port');
    $t->journal->wait('connect of the server', 2);
});
?>
--EXPECT--
BASE done
PROCESS done
