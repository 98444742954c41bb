--TEST--
SIGUSR1 reloads: every worker stops cleanly and has a successor with the same id
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'workerStop' => $t->noting('workerStop'), 'workerError' => $t->noting('workerError'),
    ]));
    $old = $t->workers();
    $t->signal(SIGUSR1);
    $t->waitStarts(4);
    $new = $t->workers();
    same([0, 1], array_keys($new), 'worker ids');
    same([], array_intersect($old, $new), 'process ids in common');
    same(2, $t->journal->count('workerStop'), 'number of onWorkerStop');
    same(0, $t->journal->count('workerError'), 'number of onWorkerError');
    same('x', $t->connect()->send('x')->read(1), 'echo after the reload');
});
?>
--EXPECT--
BASE done
PROCESS done
