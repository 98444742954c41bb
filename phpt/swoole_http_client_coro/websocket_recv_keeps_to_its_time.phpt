--TEST--
recv() gives up when its time is over, and what has come of a message by then is not lost
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
$peer = WebSocket::peer(function ($stream) {
    $frame = WebSocket::frame('late, but whole', 1, true, null);
    fwrite($stream, substr($frame, 0, 5));
    WebSocket::take($stream);
    fwrite($stream, substr($frame, 5));
});
Co\run(function () use ($peer) {
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE]);
    same(true, $client->upgrade('/'), 'upgrade');
    same([false, SOCKET_ETIMEDOUT, true], [$client->recv(0.05), $client->errCode, $client->connected], 'too early');
    $client->set(['timeout' => 0.05]);
    same([false, SOCKET_ETIMEDOUT], [$client->recv(0.05), $client->errCode], 'still too early');
    $client->push('go on');
    same('late, but whole', $client->recv(PATIENCE)->data, 'in time');
});
echo "done\n";
?>
--EXPECT--
done
