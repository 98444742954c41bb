--TEST--
BASE mode: whatever the dispatch_mode, the worker that accepted a connection serves it, with onConnect and onClose
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach ([1, 2, 3, 4, 5] as $dispatch) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 2, 'dispatch_mode' => $dispatch], [
        'receive' => fn ($server, $fd) => $server->send($fd, $server->worker_id . "\n"),
    ]));
    $client = $t->connect();
    $id = $client->ask("x\n");
    for ($i = 0; $i < 4; $i++) {
        same($id, $client->ask("x\n"), "worker with dispatch_mode $dispatch");
    }
    TestServer::end_all();
}
echo "done\n";
?>
--EXPECT--
done
