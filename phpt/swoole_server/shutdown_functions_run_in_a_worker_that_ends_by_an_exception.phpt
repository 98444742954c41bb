--TEST--
a function registered with register_shutdown_function runs in a worker that dies of an uncaught exception
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'workerStart' => fn () => register_shutdown_function(fn () => $t->journal->note('ran', getmypid())),
    'receive' => fn () => throw new DomainException('a reason'),
]));
$victim = $t->workers()[0];
$client = $t->connect()->send('x');
same([$victim], $t->journal->wait('ran'), 'process');
echo "done\n";
?>
--EXPECT--
done
