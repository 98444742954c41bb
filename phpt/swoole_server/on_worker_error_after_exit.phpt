--TEST--
exit(3) in a callback ends the worker: onWorkerError with exit code 255 and signal 0, as for any uncaught exception
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => function () {
            exit(3);
        },
        'workerError' => $t->noting('error'),
    ]));
    $before = $t->workers();
    $client = $t->connect()->send('x');
    [$id, $pid, $code, $signal] = $t->journal->wait('error') ?? [0, 0, 0, 0];
    same($before[$id], $pid, 'process id');
    same([255, 0], [$code, $signal], 'exit code and signal');
    $t->waitStarts(3);
    $t->waitOutput('Uncaught Swoole\ExitException: swoole exit');
});
?>
--EXPECT--
BASE done
PROCESS done
