--TEST--
task_ipc_mode 3 under reloads and task_max_request: every task is done once
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 2, 'task_ipc_mode' => 3, 'task_max_request' => 7], [
        'receive' => fn ($server) => array_map($server->task(...), range(1, 100)),
        'task' => function ($server, $id, $source, $data) {
            usleep(1000);
            return $data;
        },
        'finish' => fn ($server, $id, $data) => $t->journal->note('finish', $data),
    ]));
    $t->connect()->send("x\n");
    $t->signal(SIGUSR2);
    $t->journal->wait('finish', 100);
    $done = array_column($t->journal->all('finish'), 1);
    sort($done);
    same(range(1, 100), $done, 'tasks done');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
