--TEST--
PROCESS mode: a fatal error ends the worker with code 255; the connection lives on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => function ($server, $fd, $reactor, $data) {
        if ($data === "fatal\n") {
            ini_set('memory_limit', '16M');
            str_repeat('x', 64 << 20);
        }
        $server->send($fd, "served\n");
    },
    'workerError' => $t->noting('error'), 'close' => $t->noting('close'),
]));
$victim = $t->workers()[0];
$client = $t->connect()->send("fatal\n");
same([0, $victim, 255, 0], $t->journal->wait('error'), 'onWorkerError');
same('served', $client->ask("x\n"), 'answer of the successor');
same(0, $t->journal->count('close'), 'number of onClose');
$t->waitOutput('Allowed memory size of 16777216 bytes exhausted');
echo "done\n";
?>
--EXPECT--
done
