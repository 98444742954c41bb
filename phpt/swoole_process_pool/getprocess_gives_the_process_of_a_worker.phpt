--TEST--
getProcess() gives the same object each time, with the worker's current process id, and its pipe reaches that worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(2, SWOOLE_IPC_UNIXSOCK);
    $pool->on('workerStart', function (Pool $pool, int $id) use ($t) {
        $t->journal->note('start', $id, getmypid());
        if ($id === 1) {
            return;
        }
        $own = $pool->getProcess();
        $other = $pool->getProcess(1);
        same([$own, getmypid(), 0], [$pool->getProcess(0), $own->pid, $own->id], 'its own');
        same($other, $pool->getProcess(1), 'the other');
        same([0 => $own, 1 => $other], $pool->workers, 'workers');
        $first = wait_until(fn () => $pool->getProcess(1)->pid, 'the other worker');
        $other->write('hello');
        same('answer', $own->read(), 'answer');
        Process::kill($first, SIGKILL);
        wait_until(fn () => !in_array($pool->getProcess(1)->pid, [0, $first]), 'its successor');
        $other->write('again');
        same('answer', $own->read(), 'answer');
        same([false, ['Warning: Swoole\Process\Pool::getProcess(): invalid worker_id[2]']], with_warnings(fn () => $pool->getProcess(2)), 'nobody');
        $t->journal->note('done');
    });
    $pool->on('message', function (Pool $pool, string $data) use ($t) {
        $t->journal->note($data);
        $pool->getProcess(0)->write('answer');
    });
    same(false, $pool->getProcess(0), 'before the start');
    $pool->start();
});
$t->journal->wait('done');
same(0, $t->stop(), 'exit');

echo "done\n";
?>
--EXPECT--
done
