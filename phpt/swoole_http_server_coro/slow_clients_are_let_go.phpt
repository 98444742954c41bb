--TEST--
a head or a body that does not come in time is answered 408; who has nothing to ask is let go
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$settings = ['http_header_timeout' => 0.2, 'http_body_timeout' => 0.2, 'http_keepalive_timeout' => 0.2];
CoHttp::run(['/' => fn ($request, $response) => $response->end('x')], function (CoHttp $t) {
    $head = $t->connect()->send('GET / HT');
    $body = $t->connect()->send(Http::request('POST', '/', ['Content-Length' => 1000]) . 'abc');
    $silent = $t->connect();
    $idle = $t->connect();
    same(200, Http::exchange($idle, Http::request('GET', '/'))->status, 'a request before');
    same([408, 408], [Http::read($head)->status, Http::read($body)->status], 'slow');
    foreach ([$head, $body, $silent, $idle] as $number => $client) {
        check($client->isClosed(), "closed $number");
    }
}, $settings);
?>
--EXPECT--
