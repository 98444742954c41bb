--TEST--
start() returns after shutdown() or a cancel, and can be called again
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
    same(false, $server->shutdown(), 'not started');
    same([false, SOCKET_EINVAL], [$server->start(), $server->errCode], 'no handler');
    $server->handle(fn (Connection $connection) => $connection->send('hello'));
    $starter = Coroutine::getCid();
    foreach ([fn () => $server->shutdown(), fn () => Coroutine::cancel($starter), fn () => $server->shutdown()] as $end) {
        go(function () use ($server, $connect, $end) {
            same('hello', $connect($server)->recv(), 'served');
            same(true, $end(), 'end');
        });
        same([true, 0], [$server->start(), $server->errCode], 'start()');
    }
});
?>
--EXPECT--
