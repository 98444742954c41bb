--TEST--
PROCESS mode, dispatch_mode 9: a package goes to the worker with the fewest coroutines, even of one connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'dispatch_mode' => SWOOLE_DISPATCH_CO_REQ_LB], [
    'receive' => function ($server, $fd, $reactor, $data) {
        $server->send($fd, $server->worker_id . "\n");
        if ($data === "stay\n") {
            Co::sleep(PATIENCE);
        }
    },
]));
$client = $t->connect();
$first = $client->ask("stay\n");
$counts = [0, 0];
for ($i = 0; $i < 20; $i++) {
    $counts[(int) $client->ask("go\n")]++;
    usleep(1000);
}
// An answer comes before its callback ends, and counts until then: on a busy machine one or the other may still go there.
check($counts[1 - (int) $first] > 15, "packages of each worker: {$counts[0]}, {$counts[1]}");
?>
--EXPECT--
