--TEST--
onWorkerError names a task worker that was killed
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'task' => function () {},
        'workerError' => fn ($server, $id, $pid, $code, $signal) => $t->journal->note('error', $id, $pid, $code, $signal),
    ]));
    $pid = $t->workers()[1];
    posix_kill($pid, SIGKILL);
    same([1, $pid, 0, SIGKILL], $t->journal->wait('error'), 'id, pid, code, signal');
    $t->waitStarts(3);
});
?>
--EXPECT--
BASE done
PROCESS done
