--TEST--
a client may begin in HTTP/2: each of its requests has a coroutine, and answers go as they are given
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Channel;

$gate = new Channel(1);
$kept = null;
CoHttp::run([
    '/' => fn ($request, $response) => $response->end(json_encode([
        $request->server['server_protocol'], $request->server['request_method'], $request->server['request_uri'], $request->header['x-a'] ?? null,
        $request->get['q'] ?? null, $request->post['p'] ?? null, $request->cookie['c'] ?? null, strlen($request->getContent()), $request->streamId,
    ])),
    '/slow' => fn ($request, $response) => $response->end($gate->pop()),
    '/head' => function ($request, $response) {
        $response->status(201);
        $response->header('X-B', 'b');
        $response->cookie('d', 'e');
        $response->end('body');
    },
    '/throws' => fn () => throw new Exception('a handler'),
    '/silent' => fn () => null,
    '/later' => function ($request, $response) use (&$kept) {
        $kept = $response;
    },
    '/detach' => fn ($request, $response) => $response->detach(),
    '/upgrade' => fn ($request, $response) => $response->end(json_encode(@$response->upgrade())),
], function (CoHttp $t) use ($gate, &$kept) {
    $client = Http2::client($t->server->port);
    $slow = $client->send(Http2::request('/slow'));
    $answer = Http2::get($client, '/x?q=1', 'POST', ['p' => '2'], ['x-a' => '3', 'cookie' => 'c=4']);
    same(['HTTP/2', 'POST', '/x', '3', '1', '2', '4', 3, $slow + 2], json_decode($answer->data), 'a request');
    $gate->push('slow');
    $answer = $client->recv();
    same([$slow, 'slow'], [$answer->streamId, $answer->data], 'one that took longer');
    $answer = Http2::get($client, '/head');
    same([201, 'b', ['d' => 'e'], 'body'], [$answer->statusCode, $answer->headers['x-b'], $answer->cookies, $answer->data], 'an answer');
    same(500, Http2::get($client, '/silent')->statusCode, 'none');
    same(500, Http2::get($client, '/detach')->statusCode, 'a stream is nobody\'s');
    same('false', Http2::get($client, '/upgrade')->data, 'no WebSocket');
    $later = $client->send(Http2::request('/later'));
    Http2::get($client, '/');
    $kept->end('by another');
    $kept = null;
    $answer = $client->recv();
    same([$later, 'by another'], [$answer->streamId, $answer->data], 'by another coroutine');
    // So many at a time, in the order in which they are answered.
    $ids = [];
    for ($n = 0; $n < 100; $n++) {
        $ids[] = $client->send(Http2::request("/$n"));
    }
    foreach ($ids as $n => $id) {
        $answer = $client->recv();
        same([$id, "/$n"], [$answer->streamId, json_decode($answer->data)[2]], "request $n");
    }
    same(500, Http2::get($client, '/throws')->statusCode, 'an exception');
    $client->close();
    // HTTP/1.1 is spoken beside it, and goes over in the beginning only.
    $plain = $t->connect();
    same('HTTP/1.1', json_decode(Http::exchange($plain, Http::request('GET', '/'))->body)[0], 'HTTP/1.1');
    same(505, Http::exchange($plain, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")->status, 'too late');
});
CoHttp::run(['/' => fn ($request, $response) => $response->end()], function (CoHttp $t) {
    same(505, Http::exchange($t->connect(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")->status, 'switched off');
}, ['open_http2_protocol' => false]);
echo "done\n";
?>
--EXPECTF--
Fatal error: Uncaught Exception: a handler in %s:%d
Stack trace:%A
done
