--TEST--
a queue without a key is shared by the workers and goes with the pool, also when its master is killed
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$queues = fn () => array_column(array_map(fn ($line) => preg_split('/\s+/', trim($line)), array_slice(file('/proc/sysvipc/msg'), 1)), 1);
foreach ([SIGTERM, SIGKILL] as $signal) {
    $t = TestServer::launch(function (TestServer $t) {
        $pool = new Pool(2, SWOOLE_IPC_MSGQUEUE);
        $pool->on('workerStart', function (Pool $pool, int $id) {
            if ($id === 0) {
                same(true, $pool->getProcess()->push('through the queue'), 'push');
            }
        });
        $pool->on('message', function (Pool $pool, string $data) use ($t) {
            // The queue's number, as the system lists it.
            $t->journal->note('got', $data);
        });
        $pool->on('start', fn () => $t->journal->note('queues', array_map('intval', $GLOBALS['queues']())));
        $before = array_map('intval', $GLOBALS['queues']());
        $t->journal->note('before', $before);
        $pool->start();
    });
    same(['through the queue'], $t->journal->wait('got'), 'message');
    $made = array_diff($t->journal->first('queues')[0], $t->journal->first('before')[0]);
    check($made !== [], 'a queue was made');
    $t->signal($signal);
    same($signal === SIGKILL ? -SIGKILL : 0, $t->waitEnd(), 'exit');
    // Others may make queues at the same time, but of those that were there, ours is gone or another's went.
    wait_until(fn () => count(array_intersect($made, array_map('intval', $queues()))) < count($made), 'the queue to be gone');
}

echo "done\n";
?>
--EXPECT--
done
