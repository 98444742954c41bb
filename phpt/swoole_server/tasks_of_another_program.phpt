--TEST--
a program of its own puts packed tasks into the queue; what is no task is logged and passed over
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$key = random_int(1, 0x7fffffff);
$c = c_library('int msgget(int, int); int msgsnd(int, const void *, size_t, int); int msgctl(int, int, void *);');
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['task_worker_num' => 1, 'task_ipc_mode' => 3, 'message_queue_key' => $key], [
    'task' => function ($server, $id, $source, $data) use ($t) {
        $t->journal->note('task', $id, $source, is_string($data) ? strlen($data) : $data);
        return 'nobody takes this';
    },
]));
$queue = $c->msgget($key, 0);
$send = function (string $bytes) use ($c, $queue) {
    $message = pack('q', 1) . $bytes;
    $buffer = FFI::new('char[' . strlen($message) . ']');
    FFI::memcpy($buffer, $message, strlen($message));
    same(0, $c->msgsnd($queue, FFI::addr($buffer), strlen($bytes), 0), 'msgsnd()');
};
$send('not a task at all, but long enough to be one');
$send('');
$send(substr_replace(Swoole\Server\Task::pack(['forged']), pack('v', 0), 6, 2)); // number 0: says that it is the worker's
$first = Swoole\Server\Task::pack(['a' => 1]);
$send($first);
$send(Swoole\Server\Task::pack(str_repeat('C', 32_768)));
$t->journal->wait('task', 3); // the one that names the worker is run as well
same([['task', 1, 0, ['a' => 1]], ['task', 2, 0, 32_768]], array_slice($t->journal->all('task'), -2), 'tasks');
$t->waitLog('bad task packet');
$c->msgctl($queue, 0, null);
$t->stop();
echo "done\n";
?>
--EXPECT--
done
