--TEST--
stats() before and on a connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$t = Http2::server(SWOOLE_BASE, fn ($request, $response) => $response->end('ok'), ['http2_max_concurrent_streams' => 77, 'http2_init_window_size' => 100_000]);
$client = new Swoole\Coroutine\Http2\Client('127.0.0.1', $t->port);
same([0, 0, 0], [$client->stats('current_stream_id'), $client->stats('active_stream_num'), $client->stats('remote_settings')['max_frame_size']], 'before');
Http2::run($t, function ($client) {
    same([1, 0, 4294967295], [$client->stats('current_stream_id'), $client->stats('active_stream_num'), $client->stats('local_settings')['max_concurrent_streams']], 'at first');
    $stream = $client->send(Http2::request('/'));
    same([true, true, false, 1], [$client->isStreamExist($stream), $client->isStreamExist(0), $client->isStreamExist($stream + 2), $client->stats()['active_stream_num']], 'a stream');
    $client->recv();
    same([false, 3, 77, 100_000, null], [
        $client->isStreamExist($stream), $client->stats('current_stream_id'), $client->stats('remote_settings')['max_concurrent_streams'],
        $client->stats('remote_settings')['init_window_size'], $client->stats('other'),
    ], 'what the server has said');
    same(16_384, $client->stats('local_settings')['max_frame_size'], 'ours');
    for ($i = 0; $i < 80; $i++) {
        $client->send(Http2::request('/'));
    }
    for ($i = 0, $found = []; $i < 80; $i++) {
        $response = $client->recv();
        @$found[$response->statusCode . ' ' . $response->errCode]++;
    }
    ksort($found);
    same(['-3 ' . SWOOLE_HTTP2_ERROR_REFUSED_STREAM => 3, '200 0' => 77], $found, 'not more than it takes');
});
echo "done\n";
?>
--EXPECT--
done
