--TEST--
a worker that calls detach() is replaced at once, takes no more messages, and outlives the pool
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$t = TestServer::launch(function (TestServer $t) {
    $pool = new Pool(1, SWOOLE_IPC_UNIXSOCK);
    $pool->on('workerStart', fn () => $t->journal->note('start', getmypid()));
    $pool->on('message', function (Pool $pool, string $data) use ($t) {
        $t->journal->note('got', $data, getmypid());
        if ($data === 'leave') {
            $t->journal->note('detached', $pool->detach(), $pool->detach());
            while (!file_exists(Scratch::path('end'))) {
                usleep(2000);
            }
        }
    });
    $pool->on('start', function () use ($pool) {
        Swoole\Timer::after(1, function () use ($pool) {
            $pool->sendMessage('leave', 0);
            $pool->sendMessage('stay', 0);
        });
    });
    Scratch::path();
    $pool->start();
});
$t->journal->wait('got', 2);
[$first, $second] = array_column($t->journal->all('start'), 1);
same([['leave', $first], ['stay', $second]], array_map(fn ($e) => array_slice($e, 1), $t->journal->all('got')), 'messages');
same([true, false], $t->journal->first('detached'), 'detach');
$t->signal(SIGTERM);
same(0, $t->waitEnd(), 'the pool ends without it');
check(alive($first), 'it outlives the pool');
touch(Scratch::path('end'));
wait_until(fn () => !alive($first), 'its end');

echo "done\n";
?>
--EXPECT--
done
