--TEST--
what a server may not send ends the connection with its close code; errCode says why
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
// better than the reference: it gives most of this to the script
use Swoole\Coroutine\Http\Client;
$wrong = [
    ['a frame with a mask', 1002, SWOOLE_ERROR_WEBSOCKET_BAD_CLIENT, WebSocket::frame('x')],
    ['a reserved bit', 1002, SWOOLE_ERROR_WEBSOCKET_BAD_CLIENT, WebSocket::frame('x', 1, true, null, 4)],
    ['a reserved opcode', 1002, SWOOLE_ERROR_WEBSOCKET_BAD_OPCODE, WebSocket::frame('x', 3, true, null)],
    ['a text that is none', 1007, SWOOLE_ERROR_WEBSOCKET_BAD_CLIENT, WebSocket::frame("\xff", 1, true, null)],
    ['a continuation of nothing', 1002, SWOOLE_ERROR_WEBSOCKET_BAD_CLIENT, WebSocket::frame('x', 0, true, null)],
    ['a message in another', 1002, SWOOLE_ERROR_WEBSOCKET_BAD_CLIENT, WebSocket::frame('x', 1, false, null) . WebSocket::frame('x', 1, true, null)],
    ['a message that is too long', 1009, SWOOLE_ERROR_PACKAGE_LENGTH_TOO_LARGE, WebSocket::frame(str_repeat('x', 100_000), 1, true, null)],
];
swoole_async_set(['log_file' => Scratch::path('log')]);
foreach ($wrong as [$what, $code, $error, $bytes]) {
    $journal = new Journal();
    $peer = WebSocket::peer(function ($stream) use ($bytes, $journal) {
        fwrite($stream, $bytes);
        $journal->note('taken', ...array_map(bin2hex(...), array_slice(WebSocket::take($stream) ?? [], 1, 1)));
    });
    Co\run(function () use ($peer, $what, $error) {
        $client = new Client('127.0.0.1', $peer->port);
        $client->set(['timeout' => PATIENCE, 'package_max_length' => 80_000]);
        same(true, $client->upgrade('/'), 'upgrade');
        same([false, $error, false], [$client->recv(), $client->errCode, $client->connected], $what);
    });
    same([bin2hex(pack('n', $code))], $journal->wait('taken'), "answer to $what");
}
echo "done\n";
?>
--EXPECT--
done
