--TEST--
PROCESS mode, dispatch_mode 3: while all workers are busy requests wait, and none is lost
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'dispatch_mode' => SWOOLE_DISPATCH_IDLE_WORKER], [
    'receive' => function ($server, $fd, $reactor, $data) use ($t) {
        $t->journal->note('begin');
        while (!is_file(Scratch::path('go-on'))) {
            clearstatcache();
            usleep(1000);
        }
        $server->send($fd, $data);
    },
]));
$clients = [];
for ($i = 0; $i < 6; $i++) {
    $clients[] = $t->connect()->send("request $i\n");
}
$t->journal->wait('begin', 2);
Scratch::file('go-on', '');
foreach ($clients as $i => $client) {
    same("request $i", $client->line(), 'answer');
}
echo "done\n";
?>
--EXPECT--
done
