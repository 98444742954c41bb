--TEST--
BASE mode: what a worker leaves behind in onWorkerStop is there in its successor's onWorkerStart, whether it is reloaded, stops or has served enough
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 2, 'max_request' => 30], [
    'workerStart' => fn ($server, $id) => $t->journal->note("start $id"),
    'workerStop' => fn ($server, $id) => usleep(20_000) ?? $t->journal->note("stop $id"),
    'afterReload' => fn () => $t->journal->note('reloaded'),
    'receive' => fn ($server, $fd, $reactor, $data) => $data === 'stop' ? $server->stop() : $server->send($fd, $data),
]));
for ($i = 1; $i <= 10; $i++) {
    $t->signal(SIGUSR1);
    $t->journal->wait('reloaded', $i);
    $t->waitStarts(2 + 2 * $i);
}
$t->connect()->send('stop');
$t->waitStarts(23);
for ($i = 0; $i < 100; $i++) {
    $client = $t->connect();
    same('hello', $client->send('hello')->read(5), "answer $i");
    $client->close();
}
$t->waitStarts(24);
foreach ([0, 1] as $id) {
    foreach ($t->journal->all("start $id", "stop $id") as $n => [$word]) {
        same([$n, ['start', 'stop'][$n % 2] . " $id"], [$n, $word], 'one after the other');
    }
}
echo "done\n";
?>
--EXPECT--
done
