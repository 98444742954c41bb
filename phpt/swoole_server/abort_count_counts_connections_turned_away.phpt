--TEST--
stats()['abort_count'] counts connections beyond max_connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_connection' => 50], [
    'receive' => fn ($server, $fd) => $server->send($fd, $server->stats()['abort_count'] . "\n"),
]));
$clients = [];
for ($i = 0; $i < 60; $i++) {
    $clients[] = $client = $t->connect();
    @fwrite($client->stream, "x\n");
    if ($client->line() === '') {
        break;
    }
}
check($i < 60, 'nobody was turned away');
wait_until(fn () => (int) $clients[0]->ask("x\n") >= 1, 'abort_count to be counted');
echo "done\n";
?>
--EXPECT--
done
