--TEST--
with IPC_NOWAIT push() to a full queue and pop() from an empty one return false quietly; capacity is in bytes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(fn () => 0);
$process->useQueue(random_int(1 << 20, 1 << 30), SWOOLE_MSGQUEUE_BALANCE | Process::IPC_NOWAIT, 100);
same([false, []], with_warnings(fn () => $process->pop()), 'empty');
same(SOCKET_ENOMSG, swoole_last_error(), 'last error');
same(true, $process->push(str_repeat('x', 60)), 'room');
same([false, []], with_warnings(fn () => $process->push(str_repeat('x', 60))), 'full');
same(SOCKET_EAGAIN, swoole_last_error(), 'last error');
[$result, $warnings] = with_warnings(fn () => $process->push(str_repeat('x', 101)));
same(false, $result, 'what can never fit');
check(str_contains($warnings[0] ?? '', 'a message of 101 bytes is too long'), $warnings[0] ?? 'no warning');
same([false, ['Warning: Swoole\Process::push(): the data to push is empty']], with_warnings(fn () => $process->push('')), 'nothing');
same([false, ['Warning: Swoole\Process::pop(): the next message is longer than 10 bytes and stays in the queue']], with_warnings(fn () => $process->pop(10)), 'too long');
same(60, strlen($process->pop()), 'it has stayed');
$process->freeQueue();
same([false, 1], (fn ($r) => [$r[0], count($r[1])])(with_warnings(fn () => $process->useQueue(1, 7))), 'mode');
same([false, 1], (fn ($r) => [$r[0], count($r[1])])(with_warnings(fn () => $process->useQueue(1 << 40))), 'key');

echo "done\n";
?>
--EXPECT--
done
