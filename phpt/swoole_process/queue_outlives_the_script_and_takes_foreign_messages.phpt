--TEST--
a message queue outlives the script that made it, and takes messages from a program that is not ours
--SKIPIF--
<?php extension_loaded('sysvmsg') or die('skip needs ext-sysvmsg');
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$key = random_int(1 << 20, 1 << 30);
$first = new TestScript(<<<'PHP'
    $process = new Swoole\Process(fn () => 0, false, 0);
    $process->useQueue((int) $argv[1]);
    $process->push('left behind');
    PHP, (string) $key);
same(0, $first->wait(), $first->output() . $first->errors());
$queue = msg_get_queue($key);
msg_send($queue, 42, 'from sysvmsg', false);
$second = new Process(fn () => 0, false, 0);
$second->useQueue($key, SWOOLE_MSGQUEUE_BALANCE | Process::IPC_NOWAIT);
same('left behind', $second->pop(), 'of the script that has ended');
same('from sysvmsg', $second->pop(), 'of another program');
same(false, $second->pop(), 'empty');
$second->push('to sysvmsg');
msg_receive($queue, 0, $type, 100, $text, false);
same('to sysvmsg', $text, 'to another program');
same(true, $second->freeQueue(), 'freeQueue');

echo "done\n";
?>
--EXPECT--
done
