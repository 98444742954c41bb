--TEST--
streams beyond http2_max_concurrent_streams are refused, and a reset makes no room while the script works
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, function ($request, $response) {
        Co::sleep(0.2);
        $response->end('done');
    }, ['http2_max_concurrent_streams' => 2]);
    $get = fn ($raw, $stream) => $raw->frame(Http2::HEADERS, Http2::END_STREAM | Http2::END_HEADERS, $stream, Http2::GET);
    $raw = Http2::raw($t);
    foreach ([1, 3, 5] as $stream) {
        $get($raw, $stream);
    }
    same([Http2::RST_STREAM, 0, 5, pack('N', SWOOLE_HTTP2_ERROR_REFUSED_STREAM)], $raw->until(Http2::RST_STREAM), 'one too many');
    $raw->frame(Http2::RST_STREAM, 0, 1, pack('N', SWOOLE_HTTP2_ERROR_CANCEL));
    $get($raw, 7);
    same([Http2::RST_STREAM, 0, 7, pack('N', SWOOLE_HTTP2_ERROR_REFUSED_STREAM)], $raw->until(Http2::RST_STREAM), 'no room by a reset');
    same([3, 'done'], [($frame = $raw->until(Http2::DATA))[2], $frame[3]], 'what goes on');
    wait_until(function () use ($raw, $get) {
        static $stream = 9;
        $get($raw, $stream += 2);
        return in_array($raw->next()[0], [Http2::HEADERS, Http2::DATA]);
    }, 'room again');
    $raw->close();
});
?>
--EXPECT--
BASE done
PROCESS done
