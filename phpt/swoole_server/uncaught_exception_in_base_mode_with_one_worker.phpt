--TEST--
BASE mode with one worker: an uncaught exception ends the script with exit code 255
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'receive' => fn () => throw new DomainException('a reason'),
]));
$client = $t->connect()->send('x');
same(255, $t->waitEnd(), 'exit code');
check($client->isClosed(), 'connection still open');
check(str_contains($t->output(), 'Uncaught DomainException: a reason'), 'no message in ' . $t->output());
echo "done\n";
?>
--EXPECT--
done
