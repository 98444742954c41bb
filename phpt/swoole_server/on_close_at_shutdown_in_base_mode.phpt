--TEST--
BASE mode: open connections get onClose, with a negative reactor id, before onWorkerStop
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'close' => $t->noting('close'), 'workerStop' => $t->noting('workerStop'),
]));
$client = $t->connect()->send('x');
$client->read(1);
$t->stop();
same([['close', 1, -1], ['workerStop', 0]], $t->journal->all('close', 'workerStop'), 'events');
echo "done\n";
?>
--EXPECT--
done
