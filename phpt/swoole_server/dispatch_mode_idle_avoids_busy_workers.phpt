--TEST--
PROCESS mode, dispatch_mode 3: a request goes to an idle worker while another is busy
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2,
    'dispatch_mode' => SWOOLE_DISPATCH_IDLE_WORKER], [
    'receive' => function ($server, $fd, $reactor, $data) use ($t) {
        if ($data === "block\n") {
            $t->journal->note('blocked', $server->worker_id);
            while (!is_file(Scratch::path('go-on'))) {
                usleep(1000);
            }
        }
        $server->send($fd, $server->worker_id . "\n");
    },
]));
$blocking = $t->connect()->send("block\n");
[$busy] = $t->journal->wait('blocked');
$client = $t->connect();
same((string) (1 - $busy), $client->ask("x\n"), 'worker');
Scratch::file('go-on', '');
same((string) $busy, $blocking->line(), 'worker of the blocked request');
echo "done\n";
?>
--EXPECT--
done
