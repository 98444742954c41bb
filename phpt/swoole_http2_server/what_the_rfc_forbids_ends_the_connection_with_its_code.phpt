--TEST--
what RFC 9113 forbids ends the connection, or the stream, with its code
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, fn ($request, $response) => $response->end('ok'));
    foreach ([
        'data on no stream' => [[Http2::DATA, 0, 1, 'x'], SWOOLE_HTTP2_ERROR_PROTOCOL_ERROR],
        'a header block that refers to nothing' => [[Http2::HEADERS, Http2::END_HEADERS, 1, "\xbe"], SWOOLE_HTTP2_ERROR_COMPRESSION_ERROR],
        'a ping of 7 bytes' => [[Http2::PING, 0, 0, '1234567'], SWOOLE_HTTP2_ERROR_FRAME_SIZE_ERROR],
        'a window that overflows' => [[Http2::WINDOW_UPDATE, 0, 0, pack('N', 0x7fffffff)], SWOOLE_HTTP2_ERROR_FLOW_CONTROL_ERROR],
    ] as $what => [$frame, $code]) {
        $raw = Http2::raw($t)->frame(...$frame);
        same($code, unpack('N', substr($raw->until(Http2::GOAWAY)[3], 4))[1], $what);
        same(null, $raw->next(), "$what: the end");
        $raw->close();
    }
    $raw = Http2::raw($t)->frame(Http2::HEADERS, Http2::END_STREAM | Http2::END_HEADERS, 1, "\x82\x86\x41\x01a");
    same([Http2::RST_STREAM, 0, 1, pack('N', SWOOLE_HTTP2_ERROR_PROTOCOL_ERROR)], $raw->until(Http2::RST_STREAM), 'a request without a path');
    $raw->frame(Http2::HEADERS, Http2::END_STREAM | Http2::END_HEADERS, 3, Http2::GET);
    same([3, 'ok'], [($frame = $raw->until(Http2::DATA))[2], $frame[3]], 'the others go on');
    $raw->close();
});
?>
--EXPECT--
BASE done
PROCESS done
