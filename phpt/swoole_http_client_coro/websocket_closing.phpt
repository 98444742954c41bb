--TEST--
a close frame is answered and ends the connection: recv() returns an empty string, or the frame with open_websocket_close_frame
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
use Swoole\WebSocket\CloseFrame;
$close = pack('n', 4000) . 'why';
$peer = WebSocket::peer(function ($stream, $request) use ($close) {
    $path = explode(' ', $request)[1];
    if ($path === '/lost') {
        return stream_socket_shutdown($stream, STREAM_SHUT_RDWR);
    }
    if ($path !== '/client') {
        fwrite($stream, WebSocket::frame($path === '/tell' ? 'last' : $close, $path === '/tell' ? 1 : 8, true, null));
    }
    $GLOBALS['taken'][$path] = WebSocket::take($stream);
    if ($path === '/tell') {
        fwrite($stream, WebSocket::frame(json_encode(array_map(fn ($frame) => [$frame[0], bin2hex($frame[1]), $frame[2]], $GLOBALS['taken'])), 1, true, null));
    }
});
Co\run(function () use ($peer, $close) {
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE]);
    same(true, $client->upgrade('/server'), 'upgrade');
    same(['', 0, false], [$client->recv(), $client->errCode, $client->connected], 'the server closes');
    same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION], [$client->recv(), $client->errCode], 'and then');
    same(true, $client->upgrade('/lost'), 'upgrade again');
    same(['', 0, false], [$client->recv(), $client->errCode, $client->connected], 'the server is gone');
    same(true, $client->upgrade('/client'), 'upgrade once more');
    same([true, false], [$client->disconnect(4001, 'bye'), $client->connected], 'the client closes');
    $client->set(['open_websocket_close_frame' => true]);
    $client->upgrade('/frame');
    $frame = $client->recv();
    same([CloseFrame::class, 8, 4000, 'why'], [$frame::class, $frame->opcode, $frame->code, $frame->reason], 'the frame');
    same([false, SWOOLE_ERROR_WEBSOCKET_UNCONNECTED], [$client->push('too late'), $client->errCode], 'nothing follows');
    same([true, false], [$client->disconnect(), $client->connected], 'disconnect() has nothing more to say');
    $client->upgrade('/tell');
    same('last', $client->recv()->data, 'another connection');
    $client->push('tell');
    $taken = json_decode($client->recv()->data, true);
    same([0x88, bin2hex($close), true], $taken['/server'], 'the answer to a close');
    same([0x88, bin2hex(pack('n', 4001) . 'bye'), true], $taken['/client'], 'the close of the client');
    same([0x88, bin2hex($close), true], $taken['/frame'], 'the answer where the script gets the frame');
});
echo "done\n";
?>
--EXPECT--
done
