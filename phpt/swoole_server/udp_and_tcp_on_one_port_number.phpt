--TEST--
a TCP and a UDP port may have the same number
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode);
        $udp = $server->listen('127.0.0.1', $server->port, SWOOLE_SOCK_UDP);
        $udp->on('packet', fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], "udp $data"));
        return $server;
    });
    same($t->ports[0], $t->ports[1], 'port numbers');
    same('x', $t->connect()->send('x')->read(1), 'TCP');
    same('udp x', TestClient::udp($t->port)->send('x')->datagram(), 'UDP');
});
?>
--EXPECT--
BASE done
PROCESS done
