--TEST--
a worker that returns, exits, throws or is killed is replaced, and only a crash loop is slowed down
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(4);
    $pool->on('workerStart', function (Pool $pool, int $id) use ($t) {
        $t->journal->note("start$id");
        ini_set('display_errors', '0');
        match ($id) {
            0 => usleep(5000),
            1 => exit(3),
            2 => throw new Exception('bad'),
            3 => posix_kill(getmypid(), SIGKILL),
        };
    });
    $pool->on('workerStop', fn (Pool $pool, int $id) => $t->journal->note("stop$id"));
    $pool->start();
});
foreach ([0, 1, 2, 3] as $id) {
    $t->journal->wait("start$id", 5);
}
check($t->journal->count('stop0') > 0 && $t->journal->count('stop1') > 0, 'onWorkerStop after a return and an exit()');
same([0, 0], [$t->journal->count('stop2'), $t->journal->count('stop3')], 'none after an exception or a kill');
// By itself it ends some 200 times a second; a crash loop may fork a few dozen times in all.
wait_until(fn () => $t->journal->count('start0') > 60, 'the one that ends well is replaced at once');
check($t->journal->count('start1') < 40, 'the one that ends badly is slowed down: ' . $t->journal->count('start1'));
same(0, $t->stop(), 'exit');

echo "done\n";
?>
--EXPECT--
done
