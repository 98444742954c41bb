--TEST--
PROCESS mode: dispatch_func that returns SWOOLE_DISPATCH_RESULT_USERFUNC_FALLBACK leaves the choice to dispatch_mode
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 3, 'dispatch_mode' => 1,
    'dispatch_func' => fn ($server, $fd, $type, $data = '') => $data === "0\n" ? 0 : SWOOLE_DISPATCH_RESULT_USERFUNC_FALLBACK], [
    'receive' => fn ($server, $fd) => $server->send($fd, "$server->worker_id\n"),
]));
$client = $t->connect();
$workers = [];
for ($i = 0; $i < 6; $i++) {
    $workers[] = $client->ask("any\n");
    same('0', $client->ask("0\n"), 'the one that it names');
}
sort($workers);
same(["0", "0", "1", "1", "2", "2"], $workers, "workers");
?>
--EXPECT--
