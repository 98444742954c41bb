--TEST--
Response::create([server, request], fd) answers a request that onReceive has parsed, as that asks for it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_http_protocol' => true], [
        'receive' => function ($server, $fd, $reactor, $data) {
            $request = Swoole\Http\Request::create();
            same(strlen($data), $request->parse($data), 'bytes of the request');
            $response = Swoole\Http\Response::create([$server, $request], $fd);
            same([$fd, $fd], [$request->fd, $response->fd], 'whose they are');
            $response->end($request->server['request_uri']);
        },
    ]));
    same('/a', Http::ask($t, 'GET', '/a')->body, 'GET');
    $head = Http::ask($t, 'HEAD', '/bcd');
    same(['4', ''], [$head->field('Content-Length'), $head->body], 'HEAD');
    $client = $t->connect();
    $answer = Http::exchange($client, Http::request('GET', '/last', ['Connection' => 'close']));
    same(['/last', ''], [$answer->body, $client->readAll()], 'the connection ends with it');
});
?>
--EXPECT--
BASE done
PROCESS done
