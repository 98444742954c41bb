--TEST--
a process that a worker starts is not in the pool, dies of SIGTERM, and does not keep the pool from ending
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(1, SWOOLE_IPC_UNIXSOCK);
    $pool->on('workerStart', fn (Pool $pool) => $pool->sendMessage('go', 0));
    $pool->on('message', function (Pool $pool) use ($t) {
        $process = new Process(function (Process $process) use ($pool) {
            $process->write(json_encode([with_warnings(fn () => $pool->sendMessage('x', 0))[0], $pool->getProcess(0)]));
            sleep(60);
        });
        $process->start();
        $t->journal->note('child', $process->read());
        Process::kill($process->pid, SIGTERM);
        $t->journal->note('signal', Process::wait()['signal']);
    });
    $pool->start();
});
same(['[false,false]'], $t->journal->wait('child'), 'in the child');
same([SIGTERM], $t->journal->wait('signal'), 'signal');
same(0, $t->stop(), 'exit');

echo "done\n";
?>
--EXPECT--
done
