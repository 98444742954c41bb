--TEST--
TCP over IPv6
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_TCP6, [], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, json_encode([$server->getClientInfo($fd)['remote_ip'],
            $server->getClientInfo($fd)['socket_type']]) . "\n"),
    ], '::1'));
    same('["::1",' . SWOOLE_SOCK_TCP6 . ']', TestClient::tcp($t->port, '[::1]')->ask("x\n"), 'client info');
});
?>
--EXPECT--
BASE done
PROCESS done
