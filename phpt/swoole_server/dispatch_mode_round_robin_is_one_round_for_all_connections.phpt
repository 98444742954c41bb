--TEST--
PROCESS mode, dispatch_mode 1: requests of all connections, whichever reactor thread serves them, go to the workers in turn, the first to worker 0
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 3, 'reactor_num' => 2, 'dispatch_mode' => SWOOLE_DISPATCH_ROUND], [
    'receive' => fn ($server, $fd) => $server->send($fd, $server->worker_id . "\n"),
]));
$clients = [$t->connect(), $t->connect()];
$ids = [];
for ($i = 0; $i < 12; $i++) {
    $ids[] = (int) $clients[$i * 5 % 3 % 2]->ask("x\n");
}
same([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], $ids, 'workers');
?>
--EXPECT--
