--TEST--
a request has the arrays that it has over HTTP/1.1, its protocol and its stream
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, fn ($request, $response) => $response->end(json_encode([
        $request->streamId, $request->server, $request->header, $request->get, $request->post, $request->cookie, $request->getContent(), $request->getMethod(),
    ])));
    Http2::run($t, function ($client) use ($t) {
        $request = Http2::request('/path/x?a=1&b[]=2', 'POST', ['k' => 'v'], ['X-Name' => 'value', 'host' => 'name:1']);
        $request->cookies = ['c' => 'd', 'e' => 'f'];
        $client->send($request);
        [$stream, $server, $header, $get, $post, $cookie, $content, $method] = json_decode($client->recv()->data, true);
        same([1, 'POST', ['a' => '1', 'b' => ['2']], ['k' => 'v'], ['c' => 'd', 'e' => 'f'], 'k=v'], [$stream, $method, $get, $post, $cookie, $content], 'arrays');
        same(['host' => 'name:1', 'x-name' => 'value', 'content-type' => 'application/x-www-form-urlencoded'], $header, 'header');
        same(['HTTP/2', 'POST', '/path/x', '/path/x', 'a=1&b[]=2', '127.0.0.1', $t->port], array_map(
            fn ($name) => $server[$name],
            ['server_protocol', 'request_method', 'request_uri', 'path_info', 'query_string', 'remote_addr', 'server_port'],
        ), 'server');
        same(3, json_decode(Http2::get($client, '/')->data)[0], 'the next stream');
    });
});
?>
--EXPECT--
BASE done
PROCESS done
