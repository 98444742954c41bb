--TEST--
sendMessage() without onPipeMessage: a warning and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2], [
    'receive' => fn ($server, $fd) => $server->send($fd, json_encode(with_warnings(fn () => $server->sendMessage('x',
        1 - $server->worker_id)), JSON_UNESCAPED_SLASHES) . "\n"),
]));
echo $t->connect()->ask("x\n"), "\n";
?>
--EXPECT--
[false,["Warning: Swoole\\Server::sendMessage(): onPipeMessage is null, can't use sendMessage"]]
