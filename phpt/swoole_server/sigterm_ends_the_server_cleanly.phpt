--TEST--
SIGTERM to the calling process: all events of a shutdown, exit code 0
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    foreach ([1, 2] as $workers) {
        $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => $workers], [
            'beforeShutdown' => $t->noting('beforeShutdown'), 'workerStop' => $t->noting('workerStop'),
            'shutdown' => $t->noting('shutdown'),
        ]));
        $t->signal(SIGTERM);
        same(0, $t->waitEnd(), 'exit code');
        same(1, $t->journal->count('beforeShutdown'), 'number of onBeforeShutdown');
        same($workers, $t->journal->count('workerStop'), 'number of onWorkerStop');
        same(1, $t->journal->count('shutdown'), 'number of onShutdown');
        same([], group_members($t->pid), 'processes left');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
