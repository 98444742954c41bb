--TEST--
an uncaught exception is written to the log by the worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => fn () => throw new DomainException('a reason'),
]));
$victim = $t->workers()[0];
$client = $t->connect()->send('x');
$t->waitLog('Fatal error: Uncaught DomainException: a reason');
check(str_contains($t->logged(), "*$victim."), 'who logged it: ' . $t->logged());
echo "done\n";
?>
--EXPECT--
done
