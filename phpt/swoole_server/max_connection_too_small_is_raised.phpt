--TEST--
max_connection below the minimum: a warning in the log, and the server starts
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_connection' => 1]));
$clients = array_map(fn () => $t->connect(), range(1, 3));
foreach ($clients as $client) {
    same('x', $client->send('x')->read(1), 'echo');
}
$t->waitLog('max_connection');
echo "done\n";
?>
--EXPECT--
done
