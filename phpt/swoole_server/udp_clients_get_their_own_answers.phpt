--TEST--
UDP: answers go to the client that asked
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP, ['worker_num' => 2], [
        'packet' => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], "to you, $data"),
    ]));
    $clients = array_map(fn () => TestClient::udp($t->port), range(1, 8));
    foreach ($clients as $i => $client) {
        $client->send("client $i");
    }
    foreach ($clients as $i => $client) {
        same("to you, client $i", $client->datagram(), 'answer');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
