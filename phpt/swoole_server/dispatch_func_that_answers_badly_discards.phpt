--TEST--
PROCESS mode: what dispatch_func sends to a worker that does not exist is discarded, the connection stays
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2,
    'dispatch_func' => fn ($server, $fd, $type, $data = '') => $type === 0 ? (int) $data : 0]));
$client = $t->connect();
same('0', $client->ask("0\n"), 'answer of worker 0');
$client->send("-1\n");
check(!$client->readable(0.1), 'answer to what was discarded');
$client->send("99\n");
check(!$client->readable(0.1), 'answer to what was discarded');
same('1', $client->ask("1\n"), 'answer of worker 1');
echo "done\n";
?>
--EXPECT--
done
