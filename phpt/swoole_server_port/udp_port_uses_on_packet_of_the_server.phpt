--TEST--
a UDP port without a callback of its own uses onPacket of the server
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], ['packet' => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], "server: $data")]);
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_UDP);
        return $server;
    });
    same('server: x', TestClient::udp($t->ports[1])->send('x')->datagram(), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
