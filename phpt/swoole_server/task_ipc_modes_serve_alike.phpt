--TEST--
task_ipc_mode 2 and 3: tasks through a System V queue, with results, of any size
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    foreach ([2, 3] as $ipc) {
        $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 2, 'task_ipc_mode' => $ipc, 'enable_coroutine' => false], [
            'receive' => function ($server, $fd) {
                $results = $server->taskWaitMulti(['a', ['b'], str_repeat('c', 100_000), null], PATIENCE);
                $waited = [strlen($server->taskwait(str_repeat('d', 1 << 20), PATIENCE)), array_map(fn ($r) => is_string($r) ? strlen($r) : $r, $results)];
                $server->task(['fd' => $fd, 'waited' => $waited]);
            },
            'task' => fn ($server, $id, $source, $data) => $data ?? 'null',
            'finish' => fn ($server, $id, $data) => $server->send($data['fd'], json_encode($data['waited']) . "\n"),
        ]));
        same('[1048576,[1,["b"],100000,4]]', $t->connect()->ask("x\n"), "mode $ipc");
        same(0, $t->stop(), 'exit code');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
