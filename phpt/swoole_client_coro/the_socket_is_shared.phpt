--TEST--
$socket is the client's own socket: what one does the other sees
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $client = new Client(SWOOLE_SOCK_TCP);
    same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION], [$client->exportSocket(), $client->errCode], 'none');
    $port = Peer::echo()->port;
    $client->connect('127.0.0.1', $port, PATIENCE);
    $socket = $client->socket;
    same([true, true, $client->fd], [$socket instanceof Swoole\Coroutine\Socket, $socket === $client->exportSocket(), $socket->fd], 'socket');
    same([5, 'hello'], [$socket->send('hello'), $client->recv(PATIENCE)], 'one sends, the other receives');
    $client->send("line\nrest");
    same(["line\n", 'rest'], [$socket->recvLine(100, PATIENCE), $client->recv(PATIENCE)], 'what was read ahead is not lost');
    same(true, $socket->close(), 'close');
    same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION], [$client->recv(), $client->errCode], 'closed');
    same([false, null, false, false], [$client->connected, $client->socket, $client->isConnected(), $client->close()], 'so is the client');
    check($client->connect('127.0.0.1', $port, PATIENCE), 'connect again');
    $socket = $client->socket;
    $client->close();
    same([false, SOCKET_EBADF], [$socket->send('x'), $socket->errCode], 'closed with the client');
    $client->connect('127.0.0.1', $port, PATIENCE);
    $socket = $client->socket;
    unset($client);
    same(false, $socket->send('x'), 'gone with the client');
});
echo "done\n";
?>
--EXPECT--
done
