--TEST--
PROCESS mode, dispatch_mode 8: every session stays with one worker, new ones go to the worker with fewest
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'dispatch_mode' => SWOOLE_DISPATCH_CO_CONN_LB], [
    'receive' => fn ($server, $fd) => $server->send($fd, $server->worker_id . "\n"),
]));
$clients = array_map(fn () => $t->connect(), range(1, 4));
$ids = array_map(fn ($client) => $client->ask("x\n"), $clients);
same($ids, array_map(fn ($client) => $client->ask("x\n"), $clients), 'workers of the sessions');
echo "done\n";
?>
--EXPECT--
done
