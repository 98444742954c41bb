--TEST--
an uncaught exception in onWorkerStart ends the worker, which is replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::launch(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'workerStart' => function () use ($t) {
        $t->journal->note('born');
        if ($t->journal->count('born') === 1) {
            throw new DomainException('a reason');
        }
    },
    'workerError' => $t->noting('error'),
]));
same([255, 0], array_slice($t->journal->wait('error') ?? [], 2), 'exit code and signal');
$t->waitReady();
same('x', $t->connect()->send('x')->read(1), 'echo of the successor');
echo "done\n";
?>
--EXPECT--
done
