--TEST--
pings, resets and CONTINUATION without an end make the server end the connection, and nobody else's
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, fn ($request, $response) => $response->end('ok'));
    $calm = Http2::raw($t);
    $frame = Http2::bytes(...);
    foreach ([
        'ping' => [1500, fn ($n) => $frame(Http2::PING, 0, 0, '12345678')],
        'reset' => [400, fn ($n) => $frame(Http2::HEADERS, Http2::END_HEADERS, 2 * $n + 1, Http2::POST) . $frame(Http2::RST_STREAM, 0, 2 * $n + 1, pack('N', 8))],
        'continuation' => [100, fn ($n) => $frame($n ? 9 : Http2::HEADERS, 0, 1, $n ? '' : Http2::GET)],
    ] as $what => [$count, $flood]) {
        $raw = Http2::raw($t)->send(implode('', array_map($flood, range(0, $count))));
        same(SWOOLE_HTTP2_ERROR_ENHANCE_YOUR_CALM, unpack('N', substr($raw->until(Http2::GOAWAY)[3], 4))[1], $what);
        same(null, $raw->until(Http2::DATA), "$what: the end");
        $raw->close();
    }
    $calm->frame(Http2::HEADERS, Http2::END_STREAM | Http2::END_HEADERS, 1, Http2::GET);
    same('ok', $calm->until(Http2::DATA)[3], 'another client');
});
?>
--EXPECT--
BASE done
PROCESS done
