--TEST--
host, port, type, mode and ports in a running server
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$server->host, $server->port, $server->type, $server->mode,
            $server->ssl, count($server->ports), $server->ports[0]->port, $server->ports[0]->host]) . "\n"),
    ]));
    same(json_encode(['127.0.0.1', $t->port, SWOOLE_SOCK_TCP, $mode, false, 1, $t->port, '127.0.0.1']), $t->connect()->ask("x\n"), 'properties');
});
?>
--EXPECT--
BASE done
PROCESS done
