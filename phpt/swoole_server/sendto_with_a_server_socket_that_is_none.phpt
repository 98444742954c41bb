--TEST--
sendto() with a server socket that does not exist: false, without a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP, [], [
        'packet' => function ($server, $data, $client) use ($t) {
            $t->journal->note('r', $server->sendto($client['address'], $client['port'], 'wrong', 9999));
            $server->sendto($client['address'], $client['port'], 'right', $client['server_socket']);
        },
    ]));
    same('right', TestClient::udp($t->port)->send('x')->datagram(), 'answer');
    same([false], $t->journal->first('r'), 'result');
});
?>
--EXPECT--
BASE done
PROCESS done
