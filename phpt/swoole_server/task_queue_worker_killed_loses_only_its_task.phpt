--TEST--
task_ipc_mode 3: a killed task worker loses the task it had begun, the queue keeps the others
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'task_ipc_mode' => 3, 'log_level' => SWOOLE_LOG_NONE], [
        'receive' => fn ($server) => array_map($server->task(...), range(0, 50)),
        'task' => function ($server, $id, $source, $data) use ($t) {
            if ($data === 0) {
                $t->journal->note('begun', getmypid());
                sleep(60);
            }
            return $data;
        },
        'finish' => fn ($server, $id, $data) => $t->journal->note('finish', $data),
    ]));
    $t->connect()->send("x\n");
    [$pid] = $t->journal->wait('begun');
    posix_kill($pid, SIGKILL);
    $t->journal->wait('finish', 50);
    same(range(1, 50), array_column($t->journal->all('finish'), 1), 'results');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
