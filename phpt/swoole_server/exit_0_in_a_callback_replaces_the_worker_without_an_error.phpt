--TEST--
exit(0) in a callback: the worker is replaced and no onWorkerError comes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['enable_coroutine' => false], [
    'receive' => function ($server, $fd, $reactor, $data) {
        $data === "exit\n" ? exit(0) : $server->send($fd, "served\n");
    },
    'workerError' => $t->noting('error'),
]));
$client = $t->connect()->send("exit\n");
$t->waitStarts(2);
same('served', $client->ask("x\n"), 'answer of the successor');
same(0, $t->journal->count('error'), 'number of onWorkerError');
echo "done\n";
?>
--EXPECT--
done
