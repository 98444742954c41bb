--TEST--
a shutdown does not wait longer than max_wait_time for a busy worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_wait_time' => 1], [
    'receive' => function () use ($t) {
        $t->journal->note('busy');
        for ($until = microtime(true) + 20; microtime(true) < $until;);
    },
    'shutdown' => $t->noting('shutdown'),
]));
$client = $t->connect()->send('x');
$t->journal->wait('busy');
$begin = microtime(true);
same(0, $t->stop(), 'exit code');
$took = microtime(true) - $begin;
check($took > 0.7 && $took < 4, "it took $took s");
same(1, $t->journal->count('shutdown'), 'number of onShutdown');
echo "done\n";
?>
--EXPECT--
done
