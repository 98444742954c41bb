--TEST--
BASE mode with one worker: there is nobody to reload, reload() is false and the server goes on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'receive' => fn ($server, $fd) => $server->send($fd, json_encode(@$server->reload()) . "\n"),
]));
$client = $t->connect();
same('false', $client->ask("x\n"), 'what reload() returned');
same('false', $client->ask("x\n"), 'what reload() returned');
echo "done\n";
?>
--EXPECT--
done
