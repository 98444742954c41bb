--TEST--
getClientList() of more than 100 sessions at once: a warning and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'receive' => fn ($server, $fd) => $server->send($fd,
        json_encode(with_warnings(fn () => $server->getClientList(0, 101)), JSON_UNESCAPED_SLASHES) . "\n"),
]));
echo $t->connect()->ask("x\n"), "\n";
?>
--EXPECT--
[false,["Warning: Swoole\\Server::getClientList(): swoole connection list max_find_count=100"]]
