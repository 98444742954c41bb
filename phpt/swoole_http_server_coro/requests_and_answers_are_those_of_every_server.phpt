--TEST--
forms, uploads, cookies, JSON, headers; HEAD, chunks, trailers, redirects and compression are as in Swoole\Http\Server
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$handlers = [
    '/form' => function ($request, $response) {
        $file = $request->files['f'];
        $response->end(json_encode([$request->post, $request->get, $request->cookie, $file['name'], file_get_contents($file['tmp_name'])]));
    },
    '/chunks' => function ($request, $response) {
        $response->header('Trailer', 'X-Sum');
        foreach (['one', 'two'] as $piece) {
            $response->write($piece);
            Co::sleep(0.001);
        }
        $response->trailer('X-Sum', '6');
        $response->end('three');
    },
    '/redirect' => fn ($request, $response) => $response->redirect('/else', 301),
    '/cookie' => function ($request, $response) {
        $response->cookie('a', 'b c');
        $response->status(201, 'Made');
        $response->end();
    },
    '/large' => fn ($request, $response) => $response->end(str_repeat('large ', 10000)),
    '/server' => fn ($request, $response) => $response->end(json_encode($request->server + ['content' => $request->getContent()])),
];
CoHttp::run($handlers, function (CoHttp $t) {
    $form = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=f; filename=x.txt\r\n\r\nfile\r\n--b--\r\n";
    $answer = $t->ask('POST', '/form?q=2', ['Content-Type' => 'multipart/form-data; boundary=b', 'Cookie' => 'c=3'], $form);
    same([['a' => '1'], ['q' => '2'], ['c' => '3'], 'x.txt', 'file'], json_decode($answer->body, true), 'form');
    $answer = $t->get('/chunks');
    same(['onetwothree', 'chunked', "x-sum: 6\r\n"], [$answer->body, $answer->field('Transfer-Encoding'), $answer->trailers], 'chunks');
    $answer = $t->get('/redirect');
    same([301, '/else'], [$answer->status, $answer->field('Location')], 'redirect');
    $answer = $t->get('/cookie');
    same([201, 'Made', 'a=b+c'], [$answer->status, $answer->reason, $answer->field('Set-Cookie')], 'cookie');
    $answer = $t->get('/large', ['Accept-Encoding' => 'gzip']);
    same(['gzip', str_repeat('large ', 10000)], [$answer->field('Content-Encoding'), gzdecode($answer->body)], 'compressed');
    same('60000', $t->ask('HEAD', '/large')->field('Content-Length'), 'HEAD');
    $client = $t->connect();
    $server = json_decode(Http::exchange($client, Http::request('PUT', '/server/x%20y?z', [], 'body'))->body, true);
    same(['PUT', '/server/x%20y', '/server/x y', 'z', 'HTTP/1.1', 'body'], array_map(fn ($name) => $server[$name],
        ['request_method', 'request_uri', 'path_info', 'query_string', 'server_protocol', 'content']), 'server');
    same(['127.0.0.1', $client->localPort(), '127.0.0.1', $t->server->port], array_map(fn ($name) => $server[$name],
        ['remote_addr', 'remote_port', 'server_addr', 'server_port']), 'addresses');
});
?>
--EXPECT--
