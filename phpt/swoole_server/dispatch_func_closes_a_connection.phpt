--TEST--
PROCESS mode: dispatch_func that returns SWOOLE_DISPATCH_RESULT_CLOSE_CONNECTION closes it; onClose is called
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2,
    'dispatch_func' => fn ($server, $fd, $type, $data = '') => $data === "away\n" ? SWOOLE_DISPATCH_RESULT_CLOSE_CONNECTION : 1], [
    'connect' => $t->noting('connect'),
    'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data),
    'close' => fn ($server, $fd) => $t->journal->note('close', $fd),
]));
$client = $t->connect();
same('hello', $client->ask("hello\n"), 'answer');
same('', $client->send("away\n")->readAll(), 'what comes before the end');
same([1], $t->journal->wait('close'), 'session of onClose');
same('still here', $t->connect()->ask("still here\n"), 'another connection');
?>
--EXPECT--
