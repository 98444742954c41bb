--TEST--
onWorkerStart and onWorkerStop in a task worker: its id comes after the workers', $taskworker is true
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $note = fn (string $word) => fn ($server, $id) => $server->taskworker
        && $t->journal->note($word, $id, $server->worker_id, $server->worker_pid === getmypid(), $server->getWorkerId(), $server->getWorkerPid() === getmypid());
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $note = fn (string $word) => fn ($server, $id) => $server->taskworker && $t->journal->note($word, $id, $server->worker_id,
            $server->worker_pid === getmypid(), $server->getWorkerId(), $server->getWorkerPid() === getmypid());
        return $t->tcp($mode, ['worker_num' => 2, 'task_worker_num' => 1], [
            'task' => function () {}, 'workerStart' => $note('start'), 'workerStop' => $note('stop'),
        ]);
    });
    same([[2, 2, true, 2, true]], array_map(fn ($entry) => array_slice($entry, 1), $t->journal->all('start')), 'onWorkerStart');
    same(0, $t->stop(), 'exit code');
    same([[2, 2, true, 2, true]], array_map(fn ($entry) => array_slice($entry, 1), $t->journal->all('stop')), 'onWorkerStop');
});
?>
--EXPECT--
BASE done
PROCESS done
