--TEST--
websocket_compression is agreed on with clients that offer it; flags say which messages are compressed
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, $mode, ['message' => function ($server, $frame) use ($t) {
        $t->journal->note('message', $frame->flags, strlen($frame->data), crc32($frame->data));
        $server->push($frame->fd, $frame);
    }], ['websocket_compression' => true]));
    $text = str_repeat('compress me, please. ', 500);
    Co\run(function () use ($t, $text) {
        $client = new Swoole\Coroutine\Http\Client('127.0.0.1', $t->port);
        $client->set(['timeout' => PATIENCE, 'websocket_compression' => true]);
        same(true, $client->upgrade('/'), 'upgrade');
        same('permessage-deflate; server_no_context_takeover; client_no_context_takeover', $client->headers['sec-websocket-extensions'] ?? null, 'agreed');
        foreach ([$text, '', 'x', random_bytes(70_000)] as $data) {
            $client->push($data, WEBSOCKET_OPCODE_BINARY, SWOOLE_WEBSOCKET_FLAG_FIN | SWOOLE_WEBSOCKET_FLAG_COMPRESS);
            $frame = $client->recv();
            same([true, 7, true], [$frame->data === $data, $frame->flags, $frame->finish], 'compressed');
        }
        $client->push($text);
        $frame = $client->recv();
        same([true, 1], [$frame->data === $text, $frame->flags], 'not compressed');
        // A message in several frames is the script's to compress.
        $context = deflate_init(ZLIB_ENCODING_RAW);
        $client->push(deflate_add($context, 'first, ', ZLIB_SYNC_FLUSH), WEBSOCKET_OPCODE_TEXT, SWOOLE_WEBSOCKET_FLAG_COMPRESS | SWOOLE_WEBSOCKET_FLAG_RSV1);
        $client->push(deflate_add($context, 'second', ZLIB_FINISH), WEBSOCKET_OPCODE_CONTINUATION);
        same('first, second', $client->recv()->data, 'in frames');
    });
    same([1 | 32 | 2 | 4, strlen($text), crc32($text)], $t->journal->first('message'), 'what the server saw');
    $browser = WebSocket::connect($t, ['Sec-WebSocket-Extensions' => 'permessage-deflate; client_max_window_bits']);
    check(str_starts_with($browser->answer->field('Sec-WebSocket-Extensions'), 'permessage-deflate'), 'the offer of a browser');
    foreach ([null, 'permessage-bzip2', 'permessage-deflate; server_max_window_bits=9'] as $offer) {
        $plain = WebSocket::connect($t, ['Sec-WebSocket-Extensions' => $offer]);
        same(null, $plain->answer->field('Sec-WebSocket-Extensions'), "the answer to $offer");
        same($text, $plain->ask($text), 'not compressed');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
