--TEST--
task(): onTask gets number, worker id and data in a task worker, onFinish what it returned in the worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, json_encode($server->task(['data' => trim($data)])) . "\n"),
        'task' => function ($server, $id, $source, $data) use ($t) {
            $t->journal->note('task', $id, $source, $data, $server->worker_id, $server->taskworker, getmypid());
            return ['done' => $data];
        },
        'finish' => fn ($server, $id, $data) => $t->journal->note('finish', $id, $data, $server->worker_id, getmypid()),
    ]));
    same('0', $t->connect()->ask("hello\n"), 'what task() returned');
    [$worker, $task] = array_values($t->workers());
    same([0, 0, ['data' => 'hello'], 1, true, $task], $t->journal->wait('task'), 'onTask');
    same([0, ['done' => ['data' => 'hello']], 0, $worker], $t->journal->wait('finish'), 'onFinish');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
