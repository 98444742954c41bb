--TEST--
PROCESS mode: a worker killed 15 times under load: no connection closes, and only requests that it had taken are lost
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'open_eof_split' => true, 'package_eof' => "\n"], [
    'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data), 'close' => $t->noting('close'),
]));
$clients = array_map(fn () => $t->connect(), range(1, 6));
$lost = 0;
for ($round = 0; $round < 15; $round++) {
    foreach ($clients as $i => $client) {
        $client->send("request $round of $i\n");
    }
    posix_kill($t->workers()[$round % 2], SIGKILL);
    $t->waitStarts(3 + $round);
    foreach ($clients as $i => $client) {
        if (!$client->readable(0.3)) {
            $lost++;
        } else {
            same("request $round of $i", $client->line(), 'answer');
        }
    }
}
same(0, $t->journal->count('close'), 'number of onClose');
check($lost <= 15, "$lost requests lost");
foreach ($clients as $client) {
    same('end', $client->ask("end\n"), 'answer at the end');
}
echo "done\n";
?>
--EXPECT--
done
