--TEST--
SIGTERM interrupts what blocks in onMessage; the worker ends with onWorkerStop, whatever messages wait
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

foreach ([SWOOLE_IPC_UNIXSOCK, SWOOLE_IPC_MSGQUEUE] as $ipc) {
    $t = TestServer::launch(function (TestServer $t) use ($ipc) {
        $pool = new Pool(1, $ipc);
        $pool->on('workerStart', function (Pool $pool) use ($ipc) {
            for ($i = 0; $i < 3; $i++) {
                $ipc === SWOOLE_IPC_UNIXSOCK ? $pool->sendMessage("$i", 0) : $pool->getProcess()->push("$i");
            }
        });
        $pool->on('message', function (Pool $pool, string $data) use ($t) {
            $t->journal->note('got', $data);
            sleep(60);
            $t->journal->note('awake');
        });
        $pool->on('workerStop', fn () => $t->journal->note('stop'));
        $pool->start();
    });
    $t->journal->wait('got');
    $start = microtime(true);
    same(0, $t->stop(), 'exit');
    check(microtime(true) - $start < 2.5, 'it did not have to be killed');
    same(['got', 'awake', 'stop'], $t->journal->words(), 'what happened');
}

echo "done\n";
?>
--EXPECT--
done
