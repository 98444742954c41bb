--TEST--
recv() returns whole packages, framed as set() says
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Server;
use Swoole\Coroutine\Server\Connection;
use Swoole\Coroutine\Socket;
$connect = function (Server $server): Socket {
    $socket = new Socket(AF_INET, SOCK_STREAM, 0);
    check($socket->connect('127.0.0.1', $server->port), 'connect');
    return $socket;
};

Co\run(function () use ($connect) {
    $server = new Server('127.0.0.1', 0);
    $server->set(['open_eof_check' => true, 'package_eof' => "\n"]);
    $server->set(['open_eof_split' => true]);
    same(['open_ssl' => false, 'open_eof_check' => true, 'package_eof' => "\n", 'open_eof_split' => true], $server->setting, 'setting');
    $server->handle(function (Connection $connection) use ($server) {
        same("one\n", $connection->recv(), 'first');
        same("two\n", $connection->recv(), 'second');
        same([false, SOCKET_ETIMEDOUT], [$connection->recv(0.01), swoole_last_error()], 'no third');
        check($connection->exportSocket() instanceof Socket, 'the socket');
        $server->shutdown();
    });
    go(function () use ($server, $connect, &$client) {
        $client = $connect($server);
        $client->send("one\ntwo\nthr");
    });
    $server->start();
});
?>
--EXPECT--
