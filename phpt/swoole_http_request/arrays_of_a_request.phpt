--TEST--
header, server, get, post, cookie and the raw body of a request
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end(json_encode([
        $request->header['x-name'] ?? null, $request->server['request_method'], $request->server['query_string'] ?? null,
        $request->get, $request->post, $request->cookie, $request->rawContent(), $request->getMethod()])));
    $answer = Http::ask($t, 'POST', '/?a[]=1&a[]=2&b=x%20y', ['X-Name' => 'value', 'Cookie' => 'k=v; l=m',
        'Content-Type' => 'application/x-www-form-urlencoded'], 'p=1&q[r]=s');
    same(['value', 'POST', 'a[]=1&a[]=2&b=x%20y', ['a' => ['1', '2'], 'b' => 'x y'], ['p' => '1', 'q' => ['r' => 's']],
        ['k' => 'v', 'l' => 'm'], 'p=1&q[r]=s', 'POST'], json_decode($answer->body, true), 'request');
    $answer = Http::ask($t, 'GET', '/');
    same([null, 'GET', null, null, null, null, '', 'GET'], array_replace(json_decode($answer->body, true), [6 => '']), 'a request without any');
});
?>
--EXPECT--
BASE done
PROCESS done
