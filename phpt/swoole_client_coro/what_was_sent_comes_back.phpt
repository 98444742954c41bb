--TEST--
a TCP client connects, sends, receives and closes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $peer = Peer::echo();
    $client = new Client(SWOOLE_SOCK_TCP);
    same([false, false, -1], [$client->isConnected(), $client->connected, $client->fd], 'before');
    same(true, $client->connect('127.0.0.1', $peer->port, PATIENCE), 'connect');
    same([true, true, true], [$client->isConnected(), $client->connected, $client->fd > 0], 'connected');
    same([5, 'hello'], [$client->send('hello'), $client->recv(PATIENCE)], 'echo');
    same(['host' => '127.0.0.1', 'address' => '127.0.0.1', 'port' => $peer->port], $client->getpeername(), 'peer');
    same('127.0.0.1', $client->getsockname()['host'], 'own end');
    same([false, SOCKET_EISCONN], [$client->connect('127.0.0.1', $peer->port), $client->errCode], 'twice');
    same(true, $client->close(), 'close');
    same([false, false, null], [$client->isConnected(), $client->connected, $client->socket], 'closed');
    same(true, $client->connect('127.0.0.1', $peer->port, PATIENCE), 'again');
    same([5, 'again'], [$client->send('again'), $client->recv(PATIENCE)], 'echo again');
});
echo "done\n";
?>
--EXPECT--
done
