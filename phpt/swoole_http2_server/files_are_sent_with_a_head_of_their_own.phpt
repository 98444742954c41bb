--TEST--
sendfile() and the static handler over HTTP/2
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $content = random_bytes(400_000);
    $file = Scratch::file('a.bin', $content);
    $t = Http2::server($mode, function ($request, $response) use ($file) {
        match ($request->server['path_info']) {
            '/whole' => $response->sendfile($file),
            '/part' => $response->sendfile($file, 1000, 300_000),
            default => $response->end('script'),
        };
    }, ['enable_static_handler' => true, 'document_root' => dirname($file)]);
    Http2::run($t, function ($client) use ($content) {
        check(Http2::get($client, '/whole')->data === $content, 'sendfile');
        check(Http2::get($client, '/part')->data === substr($content, 1000, 300_000), 'a part');
        $response = Http2::get($client, '/a.bin');
        check($response->data === $content, 'static');
        same('400000', $response->headers['content-length'], 'length');
        same(304, Http2::get($client, '/a.bin', 'GET', '', ['if-modified-since' => $response->headers['last-modified']])->statusCode, 'fresh');
        $response = Http2::get($client, '/a.bin', 'GET', '', ['range' => 'bytes=10-19']);
        same([206, substr($content, 10, 10)], [$response->statusCode, $response->data], 'range');
        same('script', Http2::get($client, '/none')->data, 'no file');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
