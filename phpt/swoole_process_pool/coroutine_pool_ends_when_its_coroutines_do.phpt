--TEST--
with coroutines a worker runs until its coroutines have ended; asked to end it calls onWorkerExit meanwhile
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(1, SWOOLE_IPC_NONE, 0, true);
    $running = true;
    $pool->on('workerStart', function (Pool $pool) use ($t, &$running) {
        check(Swoole\Coroutine::getCid() > 0, 'in a coroutine');
        $t->journal->note('start');
        while ($running) {
            Swoole\Coroutine::sleep(0.01);
        }
        $t->journal->note('end');
    });
    $pool->on('workerExit', function () use ($t, &$running) {
        $t->journal->note('exit');
        $running = false;
    });
    $pool->on('workerStop', fn () => $t->journal->note('stop'));
    $pool->start();
});
$t->journal->wait('start');
same(0, $t->stop(), 'exit');
$words = $t->journal->words();
same(['start', 'exit', 'end'], array_slice($words, 0, 3), 'beginning');
same('stop', end($words), 'end');

echo "done\n";
?>
--EXPECT--
done
