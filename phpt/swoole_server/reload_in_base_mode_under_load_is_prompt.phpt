--TEST--
BASE mode: workers that are reloaded under load close their connections at once, and end
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 2, 'max_wait_time' => 30], [
    'receive' => function ($server, $fd, $reactor, $data) {
        usleep(500);
        $server->send($fd, $data);
    },
    'afterReload' => $t->noting('afterReload'),
]));
for ($round = 1; $round <= 10; $round++) {
    $old = $t->workers();
    $clients = array_map(fn () => $t->connect()->send('x'), range(1, 12));
    foreach ($clients as $client) {
        $client->read(1);
        $client->send('y');
    }
    $t->signal(SIGUSR1);
    $t->journal->wait('afterReload', $round);
    foreach ($clients as $client) {
        // The last request may have been answered or not.
        $client->readAll();
    }
    wait_until(fn () => !alive($old[0]) && !alive($old[1]), 'the old workers to end', 2.0);
}
check(!str_contains($t->logged(), 'timeout'), $t->logged());
echo "done\n";
?>
--EXPECT--
done
