--TEST--
PROCESS mode: a session can be sent to and looked up in the manager
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'workerError' => fn ($server) => $t->journal->note('r', $server->exist(1), is_array($server->getClientInfo(1)),
        $server->send(1, "from the manager\n")),
]));
$client = $t->connect()->send('x');
$client->read(1);
posix_kill($t->workers()[0], SIGKILL);
same('from the manager', $client->line(), 'what arrived');
same([true, true, true], $t->journal->wait('r'), 'results');
echo "done\n";
?>
--EXPECT--
done
