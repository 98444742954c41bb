--TEST--
getWorkerStatus() is idle in onWorkerStart, busy in onReceive, and idle for a worker that has nothing to do
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'workerStart' => fn ($s, $id) => $t->journal->note('start', $s->getWorkerStatus()),
        'receive' => fn ($s) => $t->journal->note('receive', $s->getWorkerStatus(), $s->getWorkerStatus($s->worker_id),
            $s->getWorkerStatus(1 - $s->worker_id)),
    ]));
    same([SWOOLE_WORKER_IDLE], $t->journal->first('start'), 'in onWorkerStart');
    $client = $t->connect()->send('x');
    same([SWOOLE_WORKER_BUSY, SWOOLE_WORKER_BUSY, SWOOLE_WORKER_IDLE], $t->journal->wait('receive'), 'in onReceive');
});
?>
--EXPECT--
BASE done
PROCESS done
