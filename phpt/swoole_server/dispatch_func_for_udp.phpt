--TEST--
PROCESS mode: dispatch_func decides about UDP packets too
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->make(SWOOLE_PROCESS, SWOOLE_SOCK_UDP, ['worker_num' => 3,
    'dispatch_func' => fn ($server, $fd, $type, $data = '') => (int) substr($data, -1)], [
    'packet' => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], (string) $server->worker_id),
]));
$client = TestClient::udp($t->port);
foreach (['2', '0', '1', '2'] as $worker) {
    same($worker, $client->send("to worker $worker")->datagram(), 'worker');
}
echo "done\n";
?>
--EXPECT--
done
