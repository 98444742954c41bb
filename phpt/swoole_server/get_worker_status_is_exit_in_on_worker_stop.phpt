--TEST--
getWorkerStatus() is SWOOLE_WORKER_EXIT in onWorkerStop
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'workerStop' => fn ($s, $id) => $t->journal->note('stop', $id, $s->getWorkerStatus()),
    ]));
    $t->stop();
    same([0, SWOOLE_WORKER_EXIT], $t->journal->first('stop'), 'in onWorkerStop');
});
?>
--EXPECT--
BASE done
PROCESS done
