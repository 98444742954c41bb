--TEST--
callbacks of different ports run in the same workers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $server = $t->tcp(SWOOLE_PROCESS, [], ['receive' => fn ($server, $fd) => $server->send($fd, getmypid() . "\n")]);
    $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP)->on('receive', fn ($server, $fd) => $server->send($fd, getmypid() . "\n"));
    return $server;
});
same($t->connect(0)->ask("x\n"), $t->connect(1)->ask("x\n"), 'process');
echo "done\n";
?>
--EXPECT--
done
