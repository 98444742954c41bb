--TEST--
UDP clients do not appear in $connections
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP, [], [
        'packet' => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'],
            json_encode([count($server->connections), iterator_to_array($server->connections), $server->getClientList()])),
    ]));
    $answer = json_decode(TestClient::udp($t->port)->send('x')->datagram(), true);
    same([0, []], array_slice($answer, 0, 2), 'count and elements');
    check($answer[2] === false || $answer[2] === [], 'list');
});
?>
--EXPECT--
BASE done
PROCESS done
