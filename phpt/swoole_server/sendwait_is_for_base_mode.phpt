--TEST--
PROCESS mode: sendwait() is false with a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => fn ($server, $fd) => $server->send($fd,
        json_encode(with_warnings(fn () => $server->sendwait($fd, 'x')), JSON_UNESCAPED_SLASHES) . "\n"),
]));
echo $t->connect()->ask("x\n"), "\n";
?>
--EXPECT--
[false,["Warning: Swoole\\Server::sendwait(): can only be used with base mode and must be within worker process"]]
