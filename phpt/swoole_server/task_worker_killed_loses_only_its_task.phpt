--TEST--
a task worker is killed: only the task it had begun is lost, those that wait are its successor's
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd) use ($t) {
            for ($i = 0; $i < 200; $i++) {
                $server->task($i);
            }
            $server->send($fd, "sent\n");
        },
        'task' => function ($server, $id, $source, $data) use ($t) {
            if ($data === 0) {
                $t->journal->note('begun', getmypid());
                sleep(60);
            }
            return $data;
        },
        'finish' => fn ($server, $id, $data) => $t->journal->note('finish', $data),
    ]));
    $t->connect()->ask("x\n");
    [$pid] = $t->journal->wait('begun');
    posix_kill($pid, SIGKILL);
    $t->journal->wait('finish', 199);
    same(range(1, 199), array_column($t->journal->all('finish'), 1), 'results');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
