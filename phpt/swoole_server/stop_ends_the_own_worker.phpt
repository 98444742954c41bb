--TEST--
stop() ends the calling worker after its callback, with onWorkerStop, and it is replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2], [
    'receive' => function ($server) use ($t) {
        $t->journal->note('stop', $server->worker_id, $server->stop());
        $t->journal->note('after-stop');
    },
    'workerStop' => $t->noting('workerStop'), 'workerError' => $t->noting('workerError'),
]));
$client = $t->connect()->send('x');
$t->waitStarts(3);
$t->journal->wait('workerStop');
[$id, $result] = $t->journal->first('stop');
same(true, $result, 'what stop() returned');
same([['stop', $id, true], ['after-stop'], ['workerStop', $id]], $t->journal->all('stop', 'after-stop', 'workerStop'), 'order');
same(0, $t->journal->count('workerError'), 'number of onWorkerError');
same($id, $t->journal->all('harness-worker')[2][1], 'id of the successor');
echo "done\n";
?>
--EXPECT--
done
