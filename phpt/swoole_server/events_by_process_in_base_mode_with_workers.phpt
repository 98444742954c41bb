--TEST--
BASE mode with several workers: onStart in worker 0, manager events and onShutdown in the caller
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $events = ['start', 'beforeShutdown', 'workerStop', 'shutdown', 'managerStart', 'managerStop'];
    return $t->tcp(SWOOLE_BASE, ['worker_num' => 2], array_combine($events, array_map($t->notingPid(...), $events)));
});
$t->journal->wait('start');
$t->journal->wait('managerStart');
$w = $t->workers();
$t->stop();
same([$w[0]], $t->journal->first('start'), 'onStart');
same([$t->pid], $t->journal->first('managerStart'), 'onManagerStart');
same([$w[0]], $t->journal->first('beforeShutdown'), 'onBeforeShutdown');
same(2, $t->journal->count('workerStop'), 'number of onWorkerStop');
same([['managerStop', $t->pid], ['shutdown', $t->pid]], array_slice(array_values(array_filter($t->journal->entries(),
    fn ($e) => $e[0] !== 'harness-started')), -2), 'the last two events');
echo "done\n";
?>
--EXPECT--
done
