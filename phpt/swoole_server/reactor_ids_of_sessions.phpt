--TEST--
PROCESS mode: reactor ids are below reactor_num and the same in every event of a session
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'reactor_num' => 2], [
    'connect' => $t->noting('connect'),
    'receive' => function ($server, $fd, $reactor) use ($t) {
        $t->journal->note('receive', $fd, $reactor);
        $server->send($fd, $server->getClientInfo($fd)['reactor_id'] . "\n");
    },
    'close' => $t->noting('close'),
]));
for ($i = 0; $i < 4; $i++) {
    $client = $t->connect();
    $info[$i + 1] = (int) $client->ask("x\n");
    $client->close();
}
$t->journal->wait('close', 4);
foreach ($t->journal->all('connect', 'receive', 'close') as [$event, $fd, $reactor]) {
    same($info[$fd], $reactor, "reactor id in $event of session $fd");
    check($reactor >= 0 && $reactor < 2, "reactor id $reactor");
}
echo "done\n";
?>
--EXPECT--
done
