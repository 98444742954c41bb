--TEST--
task(), taskwait(), taskWaitMulti() and taskCo() in a task worker: a warning each, and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['task_worker_num' => 1], [
    'workerStart' => function ($server) use ($t) {
        foreach ($server->taskworker ? ['task' => 'x', 'taskwait' => 'x', 'taskWaitMulti' => ['x'], 'taskCo' => ['x']] : [] as $method => $argument) {
            $t->journal->note('r', ...with_warnings(fn () => $server->$method($argument)));
        }
    },
    'task' => function () {},
]));
foreach ($t->journal->all('r') as [, $result, $warnings]) {
    echo json_encode($result), ' ', implode('; ', $warnings), "\n";
}
?>
--EXPECT--
false Warning: Swoole\Server::task(): Server->task() cannot use in the task-worker
false Warning: Swoole\Server::taskwait(): taskwait method can only be used in the worker process
false Warning: Swoole\Server::taskWaitMulti(): taskWaitMulti method can only be used in the worker process
false Warning: Swoole\Server::taskCo(): taskCo method can only be used in the worker process
