--TEST--
onWorkerError after exit(3) in a callback: exit code 3, signal 0
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'enable_coroutine' => false], [
        'receive' => function () {
            exit(3);
        },
        'workerError' => $t->noting('error'),
    ]));
    $before = $t->workers();
    $client = $t->connect()->send('x');
    [$id, $pid, $code, $signal] = $t->journal->wait('error');
    same($before[$id], $pid, 'process id');
    same([3, 0], [$code, $signal], 'exit code and signal');
    $t->waitStarts(3);
});
?>
--EXPECT--
BASE done
PROCESS done
