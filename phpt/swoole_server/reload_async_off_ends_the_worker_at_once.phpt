--TEST--
reload_async false: a worker with a timer does not wait for it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['reload_async' => false, 'enable_coroutine' => false, 'max_wait_time' => 5], [
    'workerStart' => fn () => Swoole\Timer::tick(10, fn () => null), 'workerStop' => $t->noting('stop'),
]));
$old = $t->workers()[0];
$begin = microtime(true);
$t->signal(SIGUSR1);
$t->waitStarts(2);
wait_until(fn () => !alive($old), 'the end of the old worker');
check(microtime(true) - $begin < 3, 'it waited for the timer');
same(1, $t->journal->count('stop'), 'number of onWorkerStop');
echo "done\n";
?>
--EXPECT--
done
