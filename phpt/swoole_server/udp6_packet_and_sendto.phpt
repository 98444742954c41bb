--TEST--
UDP over IPv6: onPacket and sendto() with the server socket of the packet
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP6, [], [
        'packet' => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'],
            "$client[address] $data", $client['server_socket']),
    ], '::1'));
    same('::1 hello', TestClient::udp($t->port, '[::1]')->send('hello')->datagram(), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
