--TEST--
websocket_mask switches masking off; pings and pongs reach the script on demand
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
$peer = WebSocket::peer(function ($stream) {
    fwrite($stream, WebSocket::frame('one', 9, true, null) . WebSocket::frame('two', 10, true, null));
    fwrite($stream, WebSocket::frame(json_encode(WebSocket::take($stream)), 1, true, null));
});
Co\run(function () use ($peer) {
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE, 'websocket_mask' => false, 'open_websocket_ping_frame' => true, 'open_websocket_pong_frame' => true]);
    same(true, $client->upgrade('/'), 'upgrade');
    $frame = $client->recv();
    same([9, 'one'], [$frame->opcode, $frame->data], 'ping');
    $frame = $client->recv();
    same([10, 'two'], [$frame->opcode, $frame->data], 'pong');
    $client->push('plain');
    same([0x81, 'plain', false], json_decode($client->recv()->data), 'sent');
});
echo "done\n";
?>
--EXPECT--
done
