--TEST--
PROCESS mode, dispatch_mode 3: while no worker is idle, one that blocks is given no more than the others have to do
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 3, 'dispatch_mode' => SWOOLE_DISPATCH_IDLE_WORKER,
    'open_eof_split' => true, 'package_eof' => "\n", 'enable_coroutine' => false], [
    'receive' => function ($server, $fd, $reactor, $data) use ($t) {
        if ($data === "block\n") {
            $t->journal->note('blocked', $server->worker_id);
            while (!is_file(Scratch::path('go-on'))) {
                clearstatcache();
                usleep(1000);
            }
        }
        $server->send($fd, $server->worker_id . "\n");
    },
]));
$t->connect()->send("block\n");
[$slow] = $t->journal->wait('blocked');
$client = $t->connect();
$workers = [];
for ($round = 1; $round <= 40; $round++) {
    $client->send(str_repeat("x\n", 9));
    // What lies before the one that blocks is not answered yet.
    while (count($workers) < 9 * $round - 12) {
        $workers[] = $client->line();
    }
}
Scratch::file('go-on', '');
while (count($workers) < 360) {
    $workers[] = $client->line();
}
$count = array_count_values($workers)[$slow] ?? 0;
check($count <= 12, "packages of the one that blocks: $count");
?>
--EXPECT--
