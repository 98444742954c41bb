--TEST--
task_max_request: a task worker ends after so many tasks and is replaced, and no task is lost
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'task_max_request' => 10], [
        'receive' => function ($server, $fd) {
            for ($i = 0; $i < 50; $i++) {
                $server->task($i);
            }
        },
        'task' => fn ($server, $id, $source, $data) => [$data, getmypid()],
        'finish' => fn ($server, $id, $data) => $t->journal->note('finish', ...$data),
    ]));
    $t->connect()->send("x\n");
    $t->journal->wait('finish', 50);
    $done = $t->journal->all('finish');
    same(range(0, 49), array_column($done, 1), 'tasks done');
    same([10, 10, 10, 10, 10], array_values(array_count_values(array_column($done, 2))), 'tasks of each process');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
