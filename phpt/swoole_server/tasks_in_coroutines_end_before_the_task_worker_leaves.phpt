--TEST--
task_enable_coroutine: a reload waits for tasks that wait, and a worker that leaves gets the results that it waits for
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

use Swoole\Coroutine;

both_modes(function (int $mode) {
    $settings = ['worker_num' => 1, 'task_worker_num' => 1, 'task_enable_coroutine' => true, 'max_wait_time' => 10];
    $journal = new Journal();
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, $settings, [
        'workerStart' => fn ($server, $id) => $journal->note('started', $id),
        'receive' => function ($server, $fd) use ($journal) {
            $result = $server->taskwait('x', PATIENCE);
            $journal->note('result', $result);
        },
        'task' => function ($server, $task) use ($journal) {
            $journal->note('task');
            Coroutine::sleep(0.3);
            $task->finish('finished');
        },
    ]));
    $journal->wait('started', 2);
    $client = $t->connect();
    $client->send("x\n");
    $journal->wait('task');
    $t->signal(SIGUSR1);
    $journal->wait('started', 4);
    same('finished', $journal->wait('result')[0] ?? null, 'the result');
});
?>
--EXPECT--
BASE done
PROCESS done
