--TEST--
a client that waits with its body is told to go on; what is too large is refused before it comes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
CoHttp::run(['/' => fn ($request, $response) => $response->end($request->getContent())], function (CoHttp $t) {
    $client = $t->connect();
    same(100, Http::exchange($client, Http::request('POST', '/', ['Expect' => '100-continue', 'Content-Length' => 3]))->status, 'leave');
    same('abc', Http::exchange($client, 'abc')->body, 'answer');
    same(413, Http::exchange($client, Http::request('POST', '/', ['Expect' => '100-continue', 'Content-Length' => 1 << 30]))->status, 'too large');
});
?>
--EXPECT--
