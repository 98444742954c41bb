--TEST--
getClientInfo()['server_port'] tells which port a client came in by
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], ['receive' => fn ($server, $fd) => $server->send($fd, $server->getClientInfo($fd)['server_port'] . "\n")]);
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        return $server;
    });
    same((string) $t->ports[0], $t->connect(0)->ask("x\n"), 'first port');
    same((string) $t->ports[1], $t->connect(1)->ask("x\n"), 'second port');
});
?>
--EXPECT--
BASE done
PROCESS done
