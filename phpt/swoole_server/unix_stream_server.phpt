--TEST--
a unix stream socket: echo, client info, and the file is there while the server runs
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode, string $name) {
    $path = Scratch::path("$name.sock");
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UNIX_STREAM, [], [
        'connect' => $t->noting('connect'),
        'receive' => function ($server, $fd) {
            $info = $server->getClientInfo($fd);
            $server->send($fd, json_encode([$info['socket_type'], $info['server_port'], $info['remote_port'], $server->host, $server->port]) . "\n");
        },
        'close' => $t->noting('close'),
    ], $path));
    $client = TestClient::unix($path);
    same(json_encode([SWOOLE_SOCK_UNIX_STREAM, 0, 0, $path, 0]), $client->ask("x\n"), 'info');
    $client->close();
    $t->journal->wait('close');
    same([1, 0], $t->journal->first('connect'), 'onConnect');
});
?>
--EXPECT--
BASE done
PROCESS done
