--TEST--
a body beyond package_max_length is answered 413, and the connection goes on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, fn ($request, $response) => $response->end(strlen($request->getContent()) . md5($request->getContent())), ['package_max_length' => 200_000]);
    Http2::run($t, function ($client) {
        $body = random_bytes(190_000);
        same('190000' . md5($body), Http2::get($client, '/', 'POST', $body)->data, 'below it');
        same(413, Http2::get($client, '/', 'POST', str_repeat('x', 210_000))->statusCode, 'above it');
        same('1' . md5('y'), Http2::get($client, '/', 'POST', 'y')->data, 'and on');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
