--TEST--
sendMessage() of a closure: the exception of serialize()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2], [
    'receive' => fn ($server, $fd) => $server->send($fd, thrown_by(fn () => $server->sendMessage(fn () => 1, 1 - $server->worker_id)) . "\n"),
    'pipeMessage' => fn () => null,
]));
echo $t->connect()->ask("x\n"), "\n";
?>
--EXPECT--
Exception(0): Serialization of 'Closure' is not allowed
