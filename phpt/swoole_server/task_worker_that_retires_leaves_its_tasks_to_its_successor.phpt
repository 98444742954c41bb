--TEST--
SIGTERM to a task worker: it ends after the task that it runs, the others are its successor's, none is lost
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'receive' => function ($server, $fd) {
            for ($i = 0; $i < 100; $i++) {
                $server->task($i);
            }
        },
        'task' => function ($server, $id, $source, $data) use ($t) {
            if ($data === 0) {
                $t->journal->note('begun', getmypid());
                usleep(50_000);
            }
            usleep(2_000);
            return [$data, getmypid()];
        },
        'finish' => fn ($server, $id, $data) => $t->journal->note('finish', ...$data),
        'workerStop' => fn ($server, $id) => $t->journal->note('stop', $id),
    ]));
    $t->connect()->send("x\n");
    [$pid] = $t->journal->wait('begun');
    posix_kill($pid, SIGTERM);
    $t->journal->wait('finish', 100);
    $done = $t->journal->all('finish');
    same(range(0, 99), array_column($done, 1), 'results');
    check(count(array_keys(array_column($done, 2), $pid)) < 50, 'the old one ran most of them');
    same([1], $t->journal->first('stop'), 'onWorkerStop');
});
?>
--EXPECT--
BASE done
PROCESS done
