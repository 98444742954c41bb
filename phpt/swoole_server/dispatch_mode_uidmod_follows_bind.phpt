--TEST--
PROCESS mode, dispatch_mode 5: after bind() a session goes to worker uid % worker_num
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 3, 'dispatch_mode' => SWOOLE_DISPATCH_UIDMOD], [
    'receive' => function ($server, $fd, $reactor, $data) {
        if ((int) $data > 0) {
            $server->bind($fd, (int) $data);
        }
        $server->send($fd, $server->worker_id . "\n");
    },
]));
foreach ([30, 31, 32, 7] as $uid) {
    $client = $t->connect();
    $client->ask("$uid\n");
    for ($i = 0; $i < 3; $i++) {
        same((string) ($uid % 3), $client->ask("0\n"), "worker of uid $uid");
    }
}
echo "done\n";
?>
--EXPECT--
done
