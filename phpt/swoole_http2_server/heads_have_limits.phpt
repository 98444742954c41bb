--TEST--
heads that are too long or have too many fields are answered 431
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, fn ($request, $response) => $response->end('ok'), ['http2_max_headers' => 20, 'http2_max_header_list_size' => 8000]);
    Http2::run($t, function ($client) {
        $fields = fn (int $count) => array_combine(array_map(fn ($n) => "x-$n", range(1, $count)), range(1, $count));
        same([200, 431, 431, 200], [
            Http2::get($client, '/', 'GET', '', $fields(10))->statusCode,
            Http2::get($client, '/', 'GET', '', $fields(30))->statusCode,
            Http2::get($client, '/', 'GET', '', ['x-long' => str_repeat('x', 9000)])->statusCode,
            Http2::get($client, '/')->statusCode,
        ], 'status');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
