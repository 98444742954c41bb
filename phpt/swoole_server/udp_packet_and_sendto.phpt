--TEST--
UDP: onPacket gets data and client, sendto() answers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP, [], [
        'packet' => function ($server, $data, $client) use ($t) {
            $t->journal->note('client', array_map('get_debug_type', $client), $client['address'], $client['port'],
                $client['server_port'], abs($client['dispatch_time'] - microtime(true)) < 5);
            $t->journal->note('sent', $server->sendto($client['address'], $client['port'], "got $data"));
        },
    ]));
    $client = TestClient::udp($t->port);
    same('got hello', $client->send('hello')->datagram(), 'answer');
    [$types, $address, $port, $serverPort, $recent] = $t->journal->first('client');
    same(['server_socket' => 'int', 'dispatch_time' => 'float', 'server_port' => 'int', 'address' => 'string', 'port' => 'int'],
        $types, 'keys and types');
    same(['127.0.0.1', $client->localPort(), $t->port, true], [$address, $port, $serverPort, $recent], 'values');
    same([true], $t->journal->wait('sent'), 'what sendto() returned');
});
?>
--EXPECT--
BASE done
PROCESS done
