--TEST--
getWorkerPid() and getWorkerStatus() of a worker that does not exist are false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => fn ($s) => $t->journal->note('r', $s->getWorkerPid(2), $s->getWorkerPid(99), $s->getWorkerStatus(99)),
    ]));
    $client = $t->connect()->send('x');
    same([false, false, false], $t->journal->wait('r'), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
