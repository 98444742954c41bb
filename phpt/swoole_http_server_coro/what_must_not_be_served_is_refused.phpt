--TEST--
what is malformed or beyond a limit is answered with its status, as the last on its connection, without the script
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$settings = ['package_max_length' => 65536, 'http_max_header_size' => 1024, 'http_max_headers' => 8, 'http_max_upload_parts' => 1];
$form = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=c\r\n\r\n2\r\n--b--\r\n";
CoHttp::run(['/' => fn () => fail('the script was called')], function (CoHttp $t) use ($form) {
    foreach ([
        [400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"],
        [400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"],
        [400, "nonsense\r\n\r\n"],
        [413, Http::request('POST', '/', [], str_repeat('x', 65536))],
        [413, Http::request('POST', '/', ['Content-Type' => 'multipart/form-data; boundary=b'], $form)],
        [414, 'GET /' . str_repeat('x', 2000)],
        [431, Http::request('GET', '/', ['X' => str_repeat('x', 2000)])],
        [431, Http::request('GET', '/', ['A' => 1, 'B' => 1, 'C' => 1, 'D' => 1, 'E' => 1, 'F' => 1, 'G' => 1, 'H' => 1, 'I' => 1])],
    ] as [$status, $request]) {
        $client = $t->connect();
        $answer = Http::exchange($client, $request);
        same([$status, 'close'], [$answer->status, $answer->field('Connection')], substr($request, 0, 60));
        check($client->isClosed(), 'closed');
    }
}, $settings);
?>
--EXPECT--
