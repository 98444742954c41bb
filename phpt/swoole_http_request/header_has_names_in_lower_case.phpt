--TEST--
header: names in lower case, a field that comes twice has both values, Cookie is not among them
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end(json_encode($request->header)));
    $client = $t->connect();
    $body = Http::exchange($client, "GET / HTTP/1.1\r\nHOST: x\r\nX-Foo:  a b \t\r\nx-foo: c\r\nX-FOO: d\r\nCookie: a=b\r\nEmpty:\r\n123: number\r\n\r\n")->body;
    same(['host' => 'x', 'x-foo' => ['a b', 'c', 'd'], 'empty' => '', 123 => 'number'], json_decode($body, true), 'header');
});
?>
--EXPECT--
BASE done
PROCESS done
