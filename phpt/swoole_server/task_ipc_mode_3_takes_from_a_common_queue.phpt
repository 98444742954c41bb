--TEST--
task_ipc_mode 3: whichever task worker is free takes the next, whatever number was asked for
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 2, 'task_ipc_mode' => 3], [
        'receive' => function ($server, $fd) {
            for ($i = 0; $i < 20; $i++) {
                $server->task($i, 0);
            }
        },
        'task' => function ($server, $id, $source, $data) {
            usleep($data === 0 ? 200_000 : 0);
            return [$data, $server->worker_id];
        },
        'finish' => fn ($server, $id, $data) => $t->journal->note('finish', ...$data),
    ]));
    $t->connect()->send("x\n");
    $t->journal->wait('finish', 20);
    $done = array_column($t->journal->all('finish'), 2, 1);
    same(2, count(array_unique($done)), 'task workers that took part');
    same(1, count(array_keys($done, $done[0])), 'tasks of the one that blocked');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
