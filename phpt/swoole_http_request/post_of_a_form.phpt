--TEST--
post: the fields of a form; null for other bodies, and with http_parse_post off
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $form = ['Content-Type' => 'Application/X-WWW-Form-Urlencoded; charset=utf-8'];
    $post = fn (TestServer $t, array $fields, string $body) => json_decode(Http::ask($t, 'POST', '/', $fields, $body)->body, true);
    $t = Http::server($mode, fn ($request, $response) => $response->end(json_encode($request->post)));
    same(['a' => '1', 'b' => ['c', 'd']], $post($t, $form, 'a=1&b[]=c&b[]=%64'), 'form');
    same(null, $post($t, ['Content-Type' => 'text/plain'], 'a=1'), 'other type');
    same(null, $post($t, $form, ''), 'no body');
    $chunked = Http::exchange($t->connect(), Http::request('POST', '/', $form + ['Transfer-Encoding' => 'chunked']) . "2\r\na=\r\n1\r\n1\r\n0\r\n\r\n");
    same('{"a":"1"}', $chunked->body, 'chunked form');
    $off = Http::server($mode, fn ($request, $response) => $response->end(json_encode([$request->post, $request->getContent()])), ['http_parse_post' => false]);
    same([null, 'a=1'], $post($off, $form, 'a=1'), 'off');
});
?>
--EXPECT--
BASE done
PROCESS done
