--TEST--
ping() and goaway() of an answer
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, function ($request, $response) {
        same([true, true], [$response->ping(), $response->goaway(SWOOLE_HTTP2_ERROR_NO_ERROR, 'bye')], 'calls');
        $response->end('last');
    });
    $raw = Http2::raw($t)->frame(Http2::HEADERS, Http2::END_STREAM | Http2::END_HEADERS, 1, Http2::GET);
    same([0, 8], [($ping = $raw->until(Http2::PING))[1], strlen($ping[3])], 'ping');
    same(pack('NN', 1, 0) . 'bye', $raw->until(Http2::GOAWAY)[3], 'goaway');
    same('last', $raw->until(Http2::DATA)[3], 'the answer');
    $raw->frame(Http2::HEADERS, Http2::END_STREAM | Http2::END_HEADERS, 3, Http2::GET);
    same([3, pack('N', SWOOLE_HTTP2_ERROR_REFUSED_STREAM)], [($reset = $raw->until(Http2::RST_STREAM))[2], $reset[3]], 'none after it');
    $raw->close();
    Http2::run($t, function ($client) {
        same('last', Http2::get($client, '/')->data, 'a client gets its answer');
        same([1, 0, 'bye'], [$client->serverLastStreamId, $client->errCode, $client->errMsg], 'and what was said');
        same([false, false], [$client->recv(), $client->connected], 'and then the end');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
