--TEST--
messages that a worker had not taken when it died are its successor's, in order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(2, SWOOLE_IPC_UNIXSOCK);
    $pool->on('workerStart', function (Pool $pool, int $id) {
        if ($id === 0) {
            for ($i = 0; $i < 10; $i++) {
                $pool->sendMessage("$i", 1);
            }
        }
    });
    $pool->on('message', function (Pool $pool, string $data) use ($t) {
        $t->journal->note('got', $data);
        if ($data === '3' || $data === '7') {
            posix_kill(getmypid(), SIGKILL);
        }
    });
    $pool->start();
});
$t->journal->wait('got', 10);
same(array_map('strval', range(0, 9)), array_column($t->journal->all('got'), 1), 'messages');
same(0, $t->stop(), 'exit');

echo "done\n";
?>
--EXPECT--
done
