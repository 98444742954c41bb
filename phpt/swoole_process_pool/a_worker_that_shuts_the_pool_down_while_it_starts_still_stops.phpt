--TEST--
shutdown() in onWorkerStart of a pool with messages: the worker finishes it, and has its onWorkerStop
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process\Pool;
foreach (['queue' => SWOOLE_IPC_MSGQUEUE, 'pipes' => SWOOLE_IPC_UNIXSOCK] as $name => $ipc) {
    $journal = new Journal();
    $pool = new Pool(2, $ipc);
    $pool->on('workerStart', function (Pool $pool, int $id) use ($journal) {
        if ($id === 1) {
            same(true, $pool->shutdown(), 'shutdown()');
            // Whoever is sent SIGTERM meanwhile goes on.
            for ($until = microtime(true) + 0.05; microtime(true) < $until;);
            $journal->note('started', $id);
        }
    });
    $pool->on('message', fn () => null);
    $pool->on('workerStop', fn (Pool $pool, int $id) => $id === 1 && $journal->note('stopped', $id));
    $pool->start();
    same([['started', 1], ['stopped', 1]], $journal->all('started', 'stopped'), $name);
}
echo "done\n";
?>
--EXPECT--
done
