--TEST--
a worker that does not end is killed after max_wait_time
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(2);
    $pool->set(['max_wait_time' => 1]);
    $pool->on('workerStart', function (Pool $pool, int $id) use ($t) {
        pcntl_signal(SIGTERM, SIG_IGN);
        $t->journal->note('start');
        while (true) {
            sleep(60);
        }
    });
    $pool->start();
});
$t->journal->wait('start', 2);
same(0, $t->stop(), 'exit');
check(str_contains($t->output(), 'did not end when asked to and is killed'), $t->output());

echo "done\n";
?>
--EXPECT--
done
