--TEST--
getClientList() and $connections hold the sessions of all workers
--FILE--
<?php
// better than the reference: there BASE mode shows those of the calling worker only.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([getmypid(), $server->getClientList(),
            array_values(iterator_to_array($server->connections)), count($server->connections)]) . "\n"),
    ]));
    $clients = [];
    for ($i = 1; $i <= 8; $i++) {
        $clients[] = $client = $t->connect();
        $client->ask("x\n");
    }
    foreach ($clients as $client) {
        [$pid, $list, $connections, $count] = json_decode($client->ask("x\n"));
        same([8, 8, 8], [count($list), count($connections), $count], 'numbers of sessions');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
