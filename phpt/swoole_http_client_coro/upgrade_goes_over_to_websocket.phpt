--TEST--
upgrade() asks as RFC 6455 says; push() masks, recv() gives messages, whole
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
use Swoole\WebSocket\Frame;
$peer = WebSocket::peer(function ($stream, $request) {
    fwrite($stream, WebSocket::frame($request, 1, true, null));
    // In pieces: a text, a message in fragments with a ping between, one of no bytes.
    foreach (str_split(WebSocket::frame('hello', 1, true, null) . WebSocket::frame('frag', 2, false, null) . WebSocket::frame('?', 9, true, null)
        . WebSocket::frame("ment\xff", 0, true, null) . WebSocket::frame('', 1, true, null), 3) as $piece) {
        fwrite($stream, $piece);
        usleep(500);
    }
    // What the client has sent comes back as one text.
    $taken = [];
    while (count($taken) < 7 && ($frame = WebSocket::take($stream))) {
        $taken[] = [dechex($frame[0]), $frame[1], $frame[2]];
    }
    fwrite($stream, WebSocket::frame(json_encode($taken), 1, true, null));
});
Co\run(function () use ($peer) {
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE]);
    $client->setHeaders(['X-Own' => 'yes', 'Connection' => 'close', 'Sec-WebSocket-Protocol' => 'chat']);
    same(true, $client->upgrade('/chat?room=1'), 'upgrade');
    same([101, 0, true, 'websocket'], [$client->statusCode, $client->errCode, $client->connected, $client->headers['upgrade']], 'after it');
    $request = $client->recv()->data;
    foreach (["GET /chat?room=1 HTTP/1.1\r\n", "\r\nUpgrade: websocket\r\n", "\r\nConnection: Upgrade\r\n", "\r\nSec-WebSocket-Version: 13\r\n",
        "\r\nX-Own: yes\r\n", "\r\nSec-WebSocket-Protocol: chat\r\n"] as $line) {
        check(str_contains($request, $line), "$line in $request");
    }
    same(1, preg_match('/^Sec-WebSocket-Key: ([\w+\/]{22}==)\r$/m', $request), 'a key');
    same(1, substr_count($request, "\r\nConnection: "), 'one Connection');
    $shown = fn ($frame) => [$frame::class, $frame->data, $frame->opcode, $frame->flags, $frame->finish];
    same([Frame::class, 'hello', 1, 1, true], $shown($client->recv()), 'a text');
    same([Frame::class, "fragment\xff", 2, 1, true], $shown($client->recv()), 'fragments');
    same([Frame::class, '', 1, 1, true], $shown($client->recv()), 'nothing');
    $frame = new Frame();
    [$frame->data, $frame->opcode] = ['object', 2];
    same([true, true, true, true, true], [$client->push('text'), $client->push('part', 1, 0), $client->push('', 0, 1), $client->push($frame), $client->ping('!')], 'push');
    same(true, $client->push(str_repeat('long', 20_000)), 'a long one');
    $taken = json_decode($client->recv()->data);
    same('long', substr($taken[6][1] ?? '', -4), 'the last');
    unset($taken[6]);
    same([['8a', '?', true], ['81', 'text', true], ['1', 'part', true], ['80', '', true], ['82', 'object', true], ['89', '!', true]], $taken, 'sent');
    same(true, $client->close(), 'close');
});
echo "done\n";
?>
--EXPECT--
done
