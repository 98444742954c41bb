--TEST--
upgrade() goes over to WebSocket, recv() and push() speak it; what comes right behind the handshake is not lost
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\{Client, Server};
use Swoole\WebSocket\Frame;
Co\run(function () {
    $server = new Server('127.0.0.1', 0);
    $server->set(['websocket_subprotocol' => 'chat', 'websocket_compression' => true]);
    $heard = new Swoole\Coroutine\Channel(10);
    $server->handle('/', function ($request, $ws) use ($heard) {
        $ws->header('X-Own', 'yes');
        same([true, false], [$ws->upgrade(), $ws->upgrade()], 'once');
        while ($frame = $ws->recv()) {
            same([Frame::class, true], [$frame::class, $frame->fd > 0], 'a frame');
            $ws->push("got $frame->data", $frame->opcode, $frame->flags & SWOOLE_WEBSOCKET_FLAG_COMPRESS ? 3 : 1);
        }
        $heard->push([$frame, $ws->push('too late'), swoole_last_error()]);
    });
    go(fn () => $server->start());
    $stream = stream_socket_client("tcp://127.0.0.1:$server->port");
    fwrite($stream, WebSocket::handshake('/', ['Sec-WebSocket-Protocol' => 'chat']) . WebSocket::frame('early') . WebSocket::frame('frag', 1, false));
    $head = Peer::until($stream, "\r\n\r\n");
    foreach (['HTTP/1.1 101 ', "\r\nX-Own: yes\r\n", "\r\nUpgrade: websocket\r\n", "\r\nConnection: Upgrade\r\n", 'Sec-WebSocket-Accept: ' . WebSocket::ACCEPT . "\r\n",
        "\r\nSec-WebSocket-Protocol: chat\r\n"] as $part) {
        check(str_contains($head, $part), "$part in $head");
    }
    same(["\x81", 'got early'], array_slice([substr(Peer::take($stream, 1), 0), substr(Peer::take($stream, 10), 1)], 0), 'early');
    fwrite($stream, WebSocket::frame('?', 9) . WebSocket::frame('ment', 0));
    same("\x8a\x01?\x81\x0cgot fragment", Peer::take($stream, 17), 'fragments');
    fwrite($stream, WebSocket::frame(pack('n', 4000), 8));
    same("\x88\x02" . pack('n', 4000), Peer::take($stream, 4), 'the answer to a close');
    same('', fread($stream, 1), 'the end');
    same(['', false, SOCKET_EBADF], $heard->pop(PATIENCE), 'what the script sees of it');
    $client = new Client('127.0.0.1', $server->port);
    $client->set(['timeout' => PATIENCE, 'websocket_compression' => true]);
    $client->upgrade('/');
    $client->push('compressed', WEBSOCKET_OPCODE_TEXT, SWOOLE_WEBSOCKET_FLAG_FIN | SWOOLE_WEBSOCKET_FLAG_COMPRESS);
    $frame = $client->recv();
    same(['got compressed', 7], [$frame->data, $frame->flags], 'compressed');
    $client->close();
    same('', $heard->pop(PATIENCE)[0], 'the end of the other');
    $server->shutdown();
});
echo "done\n";
?>
--EXPECT--
done
