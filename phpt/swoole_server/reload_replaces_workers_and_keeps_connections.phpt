--TEST--
PROCESS mode: after reload() the same connection is served by a new worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => function ($server, $fd, $reactor, $data) use ($t) {
        if ($data === "reload\n") {
            $t->journal->note('returned', $server->reload());
        }
        $server->send($fd, getmypid() . "\n");
    },
    'close' => $t->noting('close'),
]));
$client = $t->connect();
$old = $client->ask("reload\n");
$t->waitStarts(2);
$new = $client->ask("pid\n");
same([(int) $old, (int) $new], [(int) $t->journal->all('harness-worker')[0][2], $t->workers()[0]], 'pids');
check($old !== $new, 'same worker');
same([true], $t->journal->first('returned'), 'what reload() returned');
same(0, $t->journal->count('close'), 'number of onClose');
echo "done\n";
?>
--EXPECT--
done
