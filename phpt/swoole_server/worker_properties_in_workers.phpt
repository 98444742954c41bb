--TEST--
worker_id, worker_pid, taskworker and getWorkerId() in a worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'workerStart' => fn ($s, $id) => $t->journal->note('worker', $id, $s->worker_id, $s->getWorkerId(),
            $s->worker_pid === getmypid(), $s->taskworker),
    ]));
    $seen = $t->journal->all('worker');
    sort($seen);
    same([['worker', 0, 0, 0, true, false], ['worker', 1, 1, 1, true, false]], $seen, 'properties');
});
?>
--EXPECT--
BASE done
PROCESS done
