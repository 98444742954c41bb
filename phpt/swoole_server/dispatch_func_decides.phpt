--TEST--
PROCESS mode: dispatch_func is asked which worker gets what, with server, session id, type and data
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 3,
    'dispatch_func' => function ($server, $fd, $type, $data = '') use ($t) {
        $t->journal->note('asked', $server instanceof Swoole\Server, $fd, $type, $data);
        return $type === 0 ? (int) $data[0] : 2;
    }], [
    'connect' => fn ($server) => $t->journal->note('connect', $server->worker_id),
    'receive' => fn ($server, $fd) => $server->send($fd, $server->worker_id . "\n"),
    'close' => fn ($server) => $t->journal->note('close', $server->worker_id),
]));
$client = $t->connect();
same(['0', '2', '1', '1'], [$client->ask("0\n"), $client->ask("2\n"), $client->ask("1\n"), $client->ask("1\n")], 'workers');
$client->close();
same([2], $t->journal->wait('close'), 'worker of onClose');
same([2], $t->journal->first('connect'), 'worker of onConnect');
same([[true, 1, 5], [true, 1, 0], [true, 1, 0], [true, 1, 0], [true, 1, 0], [true, 1, 4]],
    array_map(fn ($e) => array_slice($e, 1, 3), $t->journal->all('asked')), 'what it was asked');
same("0\n", $t->journal->all('asked')[1][4], 'data');
echo "done\n";
?>
--EXPECT--
done
