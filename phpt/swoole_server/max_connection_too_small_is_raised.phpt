--TEST--
max_connection below the minimum: a warning in the log, and the server starts
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_connection' => 1], [
    'receive' => fn ($server, $fd) => $server->send($fd, $server->setting['max_connection'] . "\n"),
]));
check((int) $t->connect()->ask("x\n") >= 34, 'max_connection is still too small');
$t->waitLog('max_connection');
echo "done\n";
?>
--EXPECT--
done
