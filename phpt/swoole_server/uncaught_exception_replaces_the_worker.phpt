--TEST--
PROCESS mode: an uncaught exception ends the worker with code 255; the connection lives on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => function ($server, $fd, $reactor, $data) {
        if ($data === "throw\n") {
            throw new DomainException('a reason');
        }
        $server->send($fd, "served\n");
    },
    'workerError' => $t->noting('error'), 'workerStop' => $t->noting('stop'), 'close' => $t->noting('close'),
]));
$victim = $t->workers()[0];
$client = $t->connect()->send("throw\n");
same([0, $victim, 255, 0], $t->journal->wait('error'), 'onWorkerError');
same('served', $client->ask("x\n"), 'answer of the successor');
same(0, $t->journal->count('stop') + $t->journal->count('close'), 'number of onWorkerStop and onClose');
$t->waitOutput('Uncaught DomainException: a reason');
echo "done\n";
?>
--EXPECT--
done
