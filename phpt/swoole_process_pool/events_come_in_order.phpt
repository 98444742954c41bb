--TEST--
onStart comes before the workers, onShutdown before they are asked to end, and the properties say where the script is
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(1, SWOOLE_IPC_UNIXSOCK);
    $note = fn (string $word) => function (Pool $pool, ...$more) use ($t, $word) {
        $t->journal->note($word, $more, $pool->running, $pool->workerRunning, $pool->workerId, $pool->workerPid === getmypid(), $pool->master_pid === $t->pid);
    };
    foreach (['Start', 'workerstart', 'WORKERSTOP', 'shutdown'] as $event) {
        same(true, $pool->on($event, $note(strtolower($event))), 'on');
    }
    $pool->on('message', fn () => 0);
    $t->journal->note('returned', $pool->start());
});
$t->journal->wait('workerstart');
same(0, $t->stop(), 'exit');
same([
    ['start', [], true, true, -1, false, true],
    ['workerstart', [0], true, true, 0, true, true],
    ['shutdown', [], false, false, -1, false, true],
    ['workerstop', [0], false, false, 0, true, true],
    ['returned', null],
], $t->journal->entries(), 'events');

echo "done\n";
?>
--EXPECT--
done
