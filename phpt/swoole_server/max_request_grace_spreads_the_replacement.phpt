--TEST--
max_request_grace is accepted: a worker may serve up to max_request + max_request_grace requests
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_request' => 5, 'max_request_grace' => 3], [
    'receive' => fn ($server, $fd) => $server->send($fd, getmypid() . "\n"),
]));
$client = $t->connect();
$served = [];
for ($i = 0; $i < 40; $i++) {
    $served[] = $client->ask("x\n");
}
$counts = array_count_values($served);
array_pop($counts);
check($counts && min($counts) >= 5 && max($counts) <= 12, 'requests by worker: ' . show(array_values($counts)));
same('', $t->output(), 'output');
echo "done\n";
?>
--EXPECT--
done
