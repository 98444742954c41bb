--TEST--
reload(true) leaves event workers alone
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => fn ($server, $fd) => $server->send($fd, json_encode($server->reload(true)) . "\n"),
]));
same('true', $t->connect()->ask("x\n"), 'what reload() returned');
stays(fn () => $t->starts() === 1, 'the worker');
echo "done\n";
?>
--EXPECT--
done
