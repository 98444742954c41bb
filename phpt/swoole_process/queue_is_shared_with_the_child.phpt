--TEST--
useQueue() gives parent and child a message queue; freeQueue() removes it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(function (Process $process) {
    while (($task = $process->pop()) !== 'end') {
        echo "$task\n";
    }
}, false, 0);
same(true, $process->useQueue(), 'useQueue');
check($process->msgQueueKey !== 0 && $process->msgQueueId >= 0, 'key and id');
$process->push('one');
$process->push('two');
same(['queue_num' => 2, 'queue_bytes' => 6], $process->statQueue(), 'statQueue');
$process->start();
$process->push('end');
Process::wait();
same(true, $process->freeQueue(), 'freeQueue');
same(false, $process->freeQueue(), 'once');
same([false, ['Warning: Swoole\Process::push(): no msgqueue, cannot use push()']], with_warnings(fn () => $process->push('x')), 'push');
same([false, ['Warning: Swoole\Process::pop(): no msgqueue, cannot use pop()']], with_warnings(fn () => $process->pop()), 'pop');
same([false, ["Warning: Swoole\Process::statQueue(): no queue, can't get stats of the queue"]], with_warnings(fn () => $process->statQueue()), 'statQueue');
?>
--EXPECT--
one
two
