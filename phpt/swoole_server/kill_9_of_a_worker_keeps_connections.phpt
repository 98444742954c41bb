--TEST--
PROCESS mode: SIGKILL to a worker closes no connection; its successor serves them
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => fn ($server, $fd) => $server->send($fd, getmypid() . "\n"), 'close' => $t->noting('close'),
]));
$clients = [$t->connect(), $t->connect(), $t->connect()];
foreach ($clients as $client) {
    $client->ask("x\n");
}
posix_kill($t->workers()[0], SIGKILL);
$t->waitStarts(2);
foreach ($clients as $client) {
    same((string) $t->workers()[0], $client->ask("x\n"), 'served by');
}
same(0, $t->journal->count('close'), 'number of onClose');
echo "done\n";
?>
--EXPECT--
done
