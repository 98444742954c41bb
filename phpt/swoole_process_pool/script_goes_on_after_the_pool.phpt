--TEST--
start() returns when the pool has ended, and a second pool, or the same again, can be started; meanwhile none can
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(1);
    $other = new Pool(1);
    $other->on('workerStart', fn (Pool $pool) => $pool->shutdown());
    $pool->on('start', function (Pool $pool) use ($t, $other) {
        $t->journal->note('meanwhile', thrown_by(fn () => $other->start()), with_warnings(fn () => $pool->start()));
    });
    $pool->on('workerStart', function (Pool $pool) use ($t) {
        $t->journal->note('worker');
        $pool->shutdown();
        sleep(60);
    });
    foreach ([$pool, $pool, $other] as $each) {
        $t->journal->note('returned', $each->start());
    }
});
same(0, $t->waitEnd(), 'exit');
same(2, $t->journal->count('worker'), 'workers');
same([['returned', null], ['returned', null], ['returned', null]], $t->journal->all('returned'), 'start()');
same(['Swoole\Exception(509): A process pool instance has already been created and cannot be created again',
    [false, ['Warning: Swoole\Process\Pool::start(): process pool is started']]], $t->journal->first('meanwhile'), 'meanwhile');

echo "done\n";
?>
--EXPECT--
done
