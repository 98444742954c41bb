--TEST--
with coroutines every message has a coroutine of its own: one that waits does not keep the next one waiting
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(2, SWOOLE_IPC_UNIXSOCK);
    $pool->set(['enable_coroutine' => true]);
    $pool->on('workerStart', function (Pool $pool, int $id) {
        if ($id === 0) {
            foreach ([100, 50, 1] as $ms) {
                $pool->sendMessage("$ms", 1);
            }
        }
    });
    $pool->on('message', function (Pool $pool, string $data) use ($t) {
        Swoole\Coroutine::sleep($data / 1000);
        $t->journal->note('got', $data);
    });
    $pool->start();
});
$t->journal->wait('got', 3);
same(['1', '50', '100'], array_column($t->journal->all('got'), 1), 'order');
same(0, $t->stop(), 'exit');

echo "done\n";
?>
--EXPECT--
done
