--TEST--
PROCESS mode, dispatch_mode 1: requests of one connection go to the workers in turn
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 3, 'dispatch_mode' => SWOOLE_DISPATCH_ROUND], [
    'receive' => fn ($server, $fd) => $server->send($fd, $server->worker_id . "\n"),
]));
$client = $t->connect();
$ids = [];
for ($i = 0; $i < 9; $i++) {
    $ids[] = (int) $client->ask("x\n");
}
for ($i = 1; $i < 9; $i++) {
    same(($ids[$i - 1] + 1) % 3, $ids[$i], 'worker of request ' . $i);
}
echo "done\n";
?>
--EXPECT--
done
