--TEST--
BASE mode: SIGKILL to a worker closes its connections and the worker is replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 2], [
    'receive' => fn ($server, $fd) => $server->send($fd, getmypid() . "\n"),
]));
$client = $t->connect();
$pid = (int) $client->ask("x\n");
posix_kill($pid, SIGKILL);
check($client->isClosed(), 'connection still open');
$t->waitStarts(3);
check(alive((int) $t->connect()->ask("x\n")), 'served by a dead process');
echo "done\n";
?>
--EXPECT--
done
