--TEST--
cookie: decoded, of two with one name the first; raw in header with http_parse_cookie off
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $cookies = ['Cookie' => 'a=b; c=%20+d;e=f=g; a=z; flag; x[y]=1; "q"="r"'];
    $t = Http::server($mode, fn ($request, $response) => $response->end(json_encode([$request->cookie, isset($request->header['cookie'])])));
    same([['a' => 'b', 'c' => ' +d', 'e' => 'f=g', 'flag' => '', 'x' => ['y' => '1'], '"q"' => '"r"'], false], json_decode(Http::get($t, '/', $cookies)->body, true), 'parsed');
    same([null, false], json_decode(Http::get($t, '/')->body, true), 'none');
    $off = Http::server($mode, fn ($request, $response) => $response->end(json_encode([$request->cookie, $request->header['cookie']])), ['http_parse_cookie' => false]);
    same([null, $cookies['Cookie']], json_decode(Http::get($off, '/', $cookies)->body, true), 'off');
});
?>
--EXPECT--
BASE done
PROCESS done
