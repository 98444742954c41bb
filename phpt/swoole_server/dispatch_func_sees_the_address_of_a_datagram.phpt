--TEST--
PROCESS mode: dispatch_func gets the IPv4 address of a datagram in the place of a session
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';


$t = TestServer::start(fn (TestServer $t) => $t->make(SWOOLE_PROCESS, SWOOLE_SOCK_UDP, ['worker_num' => 2,
    'dispatch_func' => function ($server, $fd) use ($t) {
        $t->journal->note('address', $fd);
        return 0;
    }], [
    'packet' => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], $data),
]));
same('x', TestClient::udp($t->port)->send('x')->datagram(), 'answer');
same([unpack('L', inet_pton('127.0.0.1'))[1]], $t->journal->wait('address'), 'address');
?>
--EXPECT--
