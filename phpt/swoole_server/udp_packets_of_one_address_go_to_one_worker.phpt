--TEST--
PROCESS mode, dispatch_mode 2, 4 and 5: UDP packets of one address go to one worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach ([SWOOLE_DISPATCH_FDMOD, SWOOLE_DISPATCH_IPMOD, SWOOLE_DISPATCH_UIDMOD] as $dispatch) {
    $t = TestServer::start(fn (TestServer $t) => $t->make(SWOOLE_PROCESS, SWOOLE_SOCK_UDP, ['worker_num' => 3, 'dispatch_mode' => $dispatch], [
        'packet' => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], (string) $server->worker_id),
    ]));
    $ids = [];
    for ($i = 0; $i < 6; $i++) {
        $ids[] = TestClient::udp($t->port)->send('x')->datagram();
    }
    same(1, count(array_unique($ids)), "number of workers with dispatch_mode $dispatch");
    TestServer::end_all();
}
echo "done\n";
?>
--EXPECT--
done
