--TEST--
PROCESS mode, dispatch_mode 2 (the default): every session stays with one worker, sessions spread over workers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach ([[], ['dispatch_mode' => SWOOLE_DISPATCH_FDMOD]] as $setting) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2] + $setting, [
        'receive' => fn ($server, $fd) => $server->send($fd, $server->worker_id . "\n"),
    ]));
    $clients = array_map(fn () => $t->connect(), range(1, 4));
    $ids = array_map(fn ($client) => $client->ask("x\n"), $clients);
    for ($round = 0; $round < 3; $round++) {
        same($ids, array_map(fn ($client) => $client->ask("x\n"), $clients), 'workers of the sessions');
    }
    same(['0' => 2, '1' => 2], (function () use ($ids) {
        $counts = array_count_values($ids);
        ksort($counts);
        return $counts;
    })(), 'sessions by worker');
    TestServer::end_all();
}
echo "done\n";
?>
--EXPECT--
done
