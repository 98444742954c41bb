--TEST--
PROCESS mode, dispatch_mode 1: UDP packets go to the workers in turn
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->make(SWOOLE_PROCESS, SWOOLE_SOCK_UDP, ['worker_num' => 3, 'dispatch_mode' => SWOOLE_DISPATCH_ROUND], [
    'packet' => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], (string) $server->worker_id),
]));
$client = TestClient::udp($t->port);
$ids = [];
for ($i = 0; $i < 6; $i++) {
    $ids[] = $client->send('x')->datagram();
}
sort($ids);
same(['0', '0', '1', '1', '2', '2'], $ids, 'workers');
echo "done\n";
?>
--EXPECT--
done
