--TEST--
each connection is handled in a coroutine of its own, until shutdown()
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
    $server->handle(function (Connection $connection) use (&$ids) {
        $ids[] = Coroutine::getCid();
        // Waits for the client while others are served.
        same(strlen('hello'), $connection->send($connection->recv()), 'send()');
        same('', $connection->recv(), 'the end');
        same([true, false], [$connection->close(), $connection->close()], 'close()');
    });
    go(function () use ($server, $connect) {
        $clients = [$connect($server), $connect($server), $connect($server)];
        foreach (array_reverse($clients) as $client) {
            $client->send('hello');
            same('hello', $client->recv(), 'answer');
        }
        array_map(fn ($client) => $client->close(), $clients);
        same(true, $server->shutdown(), 'shutdown()');
    });
    same(true, $server->start(), 'start()');
    same(3, count(array_unique($ids)), 'coroutines');
});
?>
--EXPECT--
