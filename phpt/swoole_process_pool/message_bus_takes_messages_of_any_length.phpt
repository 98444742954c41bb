--TEST--
with enable_message_bus a message may be longer than any datagram, also when several workers send at once
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(3, SWOOLE_IPC_UNIXSOCK);
    $pool->set(['enable_message_bus' => true]);
    $pool->on('workerStart', function (Pool $pool, int $id) {
        if ($id > 0) {
            for ($i = 0; $i < 10; $i++) {
                $data = str_repeat("$id:$i;", 100_000 * ($i % 3) + 1);
                same(true, $pool->sendMessage($data, 0), 'sent');
            }
        }
    });
    $pool->on('message', function (Pool $pool, string $data) use ($t) {
        static $next = [];
        [$id, $i] = sscanf($data, '%d:%d;');
        same($next[$id] ?? 0, $i, 'order');
        $next[$id] = $i + 1;
        same(str_repeat("$id:$i;", 100_000 * ($i % 3) + 1), $data, 'message');
        $t->journal->note('got');
    });
    $pool->start();
});
$t->journal->wait('got', 20);
same(0, $t->stop(), 'exit');

echo "done\n";
?>
--EXPECT--
done
