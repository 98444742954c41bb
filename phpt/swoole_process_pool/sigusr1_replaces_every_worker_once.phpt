--TEST--
SIGUSR1 replaces every worker once
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(3, SWOOLE_IPC_UNIXSOCK);
    $pool->on('workerStart', fn (Pool $pool, int $id) => $t->journal->note('start', $id, getmypid()));
    $pool->on('message', fn () => 0);
    $pool->start();
});
$t->journal->wait('start', 3);
$t->signal(SIGUSR1);
$t->journal->wait('start', 6);
$starts = $t->journal->all('start');
same(6, count(array_unique(array_column($starts, 2))), 'processes');
$ids = array_column(array_slice($starts, 3), 1);
sort($ids);
same([0, 1, 2], $ids, 'workers');
same(0, $t->stop(), 'exit');

echo "done\n";
?>
--EXPECT--
done
