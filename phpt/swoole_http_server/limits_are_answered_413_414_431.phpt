--TEST--
too long a body, request line or head is answered 413, 414 or 431
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end(), ['package_max_length' => 100_000, 'http_max_header_size' => 2000, 'http_max_headers' => 10]);
    $status = fn (string $bytes) => Http::exchange($t->connect(), $bytes)->status;
    same(413, $status("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\n"), 'length');
    same(413, $status("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n186A1\r\n"), 'chunk');
    same(413, $status("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"), 'endless');
    same(200, $status(Http::request('POST', '/', [], str_repeat('x', 90_000))), 'body that fits');
    same(414, $status('GET /' . str_repeat('a', 2000)), 'request line');
    same(431, $status("GET / HTTP/1.1\r\nHost: a\r\nX: " . str_repeat('a', 2000)), 'field');
    same(431, $status("GET / HTTP/1.1\r\nHost: a\r\n" . str_repeat("X: a\r\n", 10) . "\r\n"), 'fields');
    same(200, $status("GET / HTTP/1.1\r\nHost: a\r\n" . str_repeat("X: a\r\n", 9) . "\r\n"), 'fields that fit');
});
?>
--EXPECT--
BASE done
PROCESS done
