--TEST--
a user process: its object has id and pid, the server's methods work, it is no worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, ['worker_num' => 2, 'task_worker_num' => 1], ['task' => function () {}]);
        $server->addProcess(new Swoole\Process(function (Swoole\Process $process) use ($server, $t) {
            $t->journal->note('user', $process->id, $process->pid === getmypid(), $process->pipe > 0, $server->worker_id, $server->getWorkerId(),
                $server->getWorkerPid(3) === getmypid(), $server->taskworker, $server->stats()['user_worker_num'], posix_getppid());
            sleep(60);
        }));
        return $server;
    });
    $manager = parent_of($t->workers()[0]);
    same([3, true, true, -1, false, true, false, 1, $manager], $t->journal->wait('user'), 'what it knows');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
