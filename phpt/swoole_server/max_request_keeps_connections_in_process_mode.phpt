--TEST--
PROCESS mode: a connection outlives the workers that max_request replaces, and every request is answered
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_request' => 3], [
    'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data), 'close' => $t->noting('close'),
]));
$client = $t->connect();
for ($i = 0; $i < 30; $i++) {
    same("request $i", $client->ask("request $i\n"), 'answer');
}
check($t->starts() > 2, 'workers started: ' . $t->starts());
same(0, $t->journal->count('close'), 'number of onClose');
echo "done\n";
?>
--EXPECT--
done
