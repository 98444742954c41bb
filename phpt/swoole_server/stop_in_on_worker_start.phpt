--TEST--
stop() in onWorkerStart ends that worker cleanly, and a successor comes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::launch(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'workerStart' => function ($server) use ($t) {
        $t->journal->note('born');
        if ($t->journal->count('born') === 1) {
            $t->journal->note('stopped', $server->stop());
        }
    },
    'workerError' => $t->noting('error'), 'workerStop' => $t->noting('stop'),
]));
$t->journal->wait('born', 2);
$t->journal->wait('stop');
same([true], $t->journal->first('stopped'), 'what stop() returned');
same(0, $t->journal->count('error'), 'number of onWorkerError');
$t->waitReady();
same('x', $t->connect()->send('x')->read(1), 'echo of the successor');
echo "done\n";
?>
--EXPECT--
done
