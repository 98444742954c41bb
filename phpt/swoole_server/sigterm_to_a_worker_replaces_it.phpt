--TEST--
SIGTERM to a worker: it stops cleanly and has a successor
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach (['BASE' => SWOOLE_BASE, 'PROCESS' => SWOOLE_PROCESS] as $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'workerStop' => fn ($server, $id) => $t->journal->note('workerStop', $id, getmypid()),
        'workerError' => $t->noting('workerError'),
    ]));
    $old = $t->workers()[1];
    posix_kill($old, SIGTERM);
    $t->waitStarts(3);
    check($t->workers()[1] !== $old, 'the worker has no successor');
    same([1, $old], $t->journal->wait('workerStop'), 'onWorkerStop');
    same(0, $t->journal->count('workerError'), 'number of onWorkerError');
    TestServer::end_all();
}
echo "done\n";
?>
--EXPECT--
done
