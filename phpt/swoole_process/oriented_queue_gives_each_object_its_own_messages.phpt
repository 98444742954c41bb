--TEST--
in a queue with SWOOLE_MSGQUEUE_ORIENT an object gets only what was pushed by one of its number; a balanced one gets any
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$key = random_int(1 << 20, 1 << 30);
[$a, $b] = [new Process(fn () => 0), new Process(fn () => 0)];
$a->useQueue($key, SWOOLE_MSGQUEUE_ORIENT | Process::IPC_NOWAIT);
$b->useQueue($key, SWOOLE_MSGQUEUE_ORIENT | Process::IPC_NOWAIT);
$a->push('of a');
same(false, $b->pop(), 'not for b');
$b->push('of b');
same(['of b', false], [$b->pop(), $b->pop()], 'b');
$b->useQueue($key, SWOOLE_MSGQUEUE_BALANCE | Process::IPC_NOWAIT);
same(['of a', false], [$b->pop(), $a->pop()], 'any');
$a->freeQueue();

echo "done\n";
?>
--EXPECT--
done
