--TEST--
a worker that a timer keeps busy ends by itself when max_wait_time is over: the log says so, onWorkerStop is called, nobody is killed
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_wait_time' => 1], [
    'workerStart' => fn () => Swoole\Timer::tick(10, fn () => null),
    'workerStop' => $t->noting('stop'),
]));
same(0, $t->stop(), 'exit code');
same(1, $t->journal->count('stop'), 'number of onWorkerStop');
$lines = array_map(fn ($line) => explode("\t", $line, 2)[1] ?? '', file($t->log, FILE_IGNORE_NEW_LINES));
same(["WARNING\tWorker_reactor_try_to_exit() (ERRNO 9101): worker exit timeout, forced termination"], array_values(preg_grep('/WARNING/', $lines)), 'log');
?>
--EXPECT--
