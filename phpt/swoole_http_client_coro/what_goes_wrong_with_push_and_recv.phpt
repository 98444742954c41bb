--TEST--
push() and recv() without a WebSocket, or with what can be no frame, return false, and errCode says why
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
$peer = HttpPeer::answering(HttpPeer::ok('plain'), HttpPeer::ok('still plain'));
Co\run(function () use ($peer) {
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE]);
    same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION], [$client->push('x'), $client->errCode], 'not connected');
    same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION], [$client->recv(), $client->errCode], 'not connected');
    same([true, 200, 'plain'], [$client->upgrade('/'), $client->statusCode, $client->body], 'a server that does not go over to it');
    same(false, $client->recv(), 'nothing to be received');
    $warning = 'websocket handshake failed, cannot push data';
    foreach (['push' => ['x'], 'ping' => [], 'disconnect' => []] as $method => $arguments) {
        $done = with_warnings(fn () => $client->$method(...$arguments));
        same([false, ["Warning: Swoole\\Coroutine\\Http\\Client::$method(): $warning"]], $done, $method);
        same(SWOOLE_ERROR_WEBSOCKET_HANDSHAKE_FAILED, $client->errCode, 'why');
    }
    same([true, 'still plain'], [$client->get('/'), $client->body], 'it is still a client of HTTP');
    $client = new Client('127.0.0.1', WebSocket::peer(fn ($stream) => null)->port);
    same(true, $client->upgrade('/'), 'upgrade');
    same([false, ['Warning: Swoole\Coroutine\Http\Client::push(): the maximum value of opcode is 10']], with_warnings(fn () => $client->push('x', 11)), 'opcode');
    same([SWOOLE_ERROR_WEBSOCKET_PACK_FAILED, true], [$client->errCode, $client->connected], 'errCode');
});
echo "done\n";
?>
--EXPECT--
done
