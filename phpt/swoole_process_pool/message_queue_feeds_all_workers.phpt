--TEST--
a pool with a message queue takes what a foreign program puts in, also what was put in while it did not run, and leaves a queue with a key behind
--SKIPIF--
<?php extension_loaded('sysvmsg') or die('skip needs ext-sysvmsg');
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$key = random_int(1 << 20, 1 << 30);
$queue = msg_get_queue($key);
foreach (range(1, 20) as $i) {
    msg_send($queue, $i, "early $i", false);
}
$define = function (TestServer $t) use ($key) {
    $pool = new Pool(2, SWOOLE_IPC_MSGQUEUE, $key);
    $pool->on('message', function (Pool $pool, string $data) use ($t) {
        $t->journal->note('got', $data);
        if ($data === 'kill') {
            posix_kill(getmypid(), SIGKILL);
        }
    });
    $pool->start();
};
$t = TestServer::launch($define);
$t->journal->wait('got', 20);
$got = array_column($t->journal->all('got'), 1);
sort($got, SORT_NATURAL);
same(array_map(fn ($i) => "early $i", range(1, 20)), $got, 'messages');
msg_send($queue, 1, 'kill', false);
foreach (range(1, 10) as $i) {
    msg_send($queue, 7, "late $i", false);
}
$t->journal->wait('got', 31);
same(0, $t->stop(), 'exit');
msg_send($queue, 1, 'between', false);
$t = TestServer::launch($define);
same(['between'], $t->journal->wait('got'), 'the message that waited for the restart');
same(0, $t->stop(), 'exit');
check(msg_queue_exists($key), 'the queue is still there');
msg_remove_queue($queue);

echo "done\n";
?>
--EXPECT--
done
