--TEST--
BASE mode: an uncaught exception ends one worker, with its connections; the other workers and the server go on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 2], [
    'receive' => fn () => throw new DomainException('a reason'), 'workerError' => $t->noting('error'),
]));
$client = $t->connect()->send('x');
same([255, 0], array_slice($t->journal->wait('error') ?? [], 2), 'exit code and signal');
check($client->isClosed(), 'connection still open');
$t->waitStarts(3);
same(0, $t->stop(), 'exit code');
echo "done\n";
?>
--EXPECT--
done
