--TEST--
PROCESS mode: a session can be sent to and looked up in the master
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'beforeShutdown' => fn ($server) => $t->journal->note('r', $server->exist(1), is_array($server->getClientInfo(1)),
        $server->send(1, "from the master\n")),
]));
$client = $t->connect()->send('x');
$client->read(1);
$t->signal(SIGTERM);
same('from the master', $client->line(), 'what arrived');
same([true, true, true], $t->journal->wait('r'), 'results');
echo "done\n";
?>
--EXPECT--
done
