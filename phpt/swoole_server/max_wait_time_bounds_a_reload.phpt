--TEST--
a worker that does not end within max_wait_time is killed and replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_wait_time' => 1], [
    'receive' => function () use ($t) {
        $t->journal->note('busy');
        for ($until = microtime(true) + 20; microtime(true) < $until;);
    },
]));
$old = $t->workers()[0];
$client = $t->connect()->send('x');
$t->journal->wait('busy');
$begin = microtime(true);
$t->signal(SIGUSR1);
$t->waitStarts(2);
wait_until(fn () => !alive($old), 'the end of the old worker');
$took = microtime(true) - $begin;
check($took > 0.7 && $took < 4, "it took $took s");
$t->waitLog("force kill worker process(pid=$old, id=0)");
echo "done\n";
?>
--EXPECT--
done
