--TEST--
PROCESS mode, dispatch_mode 8: a new connection goes to the worker with the fewest coroutines
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 3, 'dispatch_mode' => SWOOLE_DISPATCH_CO_CONN_LB], [
    'workerStart' => fn ($server, $id) => $id === 1 || go(fn () => Co::sleep(PATIENCE)),
    'receive' => fn ($server, $fd) => $server->send($fd, $server->worker_id . "\n"),
]));
wait_until(fn () => $t->connect()->ask("x\n") === '1', 'the workers have told');
$clients = $workers = [];
for ($i = 0; $i < 12; $i++) {
    $workers[] = ($clients[] = $t->connect())->ask("x\n");
    usleep(1000);
}
// An answer comes before its callback ends, and counts until then: on a busy machine one or the other may still go elsewhere.
check((array_count_values($workers)[1] ?? 0) > 8, 'workers: ' . implode(' ', $workers));
?>
--EXPECT--
