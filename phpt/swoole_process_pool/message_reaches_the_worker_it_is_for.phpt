--TEST--
sendMessage() brings messages to one worker, whole and in order, up to max_package_size
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(2, SWOOLE_IPC_UNIXSOCK);
    $pool->set(['max_package_size' => 100_000]);
    $pool->on('workerStart', function (Pool $pool, int $id) {
        if ($id === 0) {
            foreach ([1, 70_000, 100_000, 100_001, 5] as $length) {
                same(true, $pool->sendMessage(str_repeat('x', $length), 1), 'sent');
            }
        }
    });
    $pool->on('message', fn (Pool $pool, string $data) => $t->journal->note('got', $pool->workerId, strlen($data)));
    $pool->start();
});
$t->journal->wait('got', 5);
same([[1, 1], [1, 70_000], [1, 100_000], [1, 100_000], [1, 5]], array_map(fn ($e) => array_slice($e, 1), $t->journal->all('got')), 'messages');
same(0, $t->stop(), 'exit');

echo "done\n";
?>
--EXPECT--
done
