--TEST--
Response::create() makes an answer of any socket, and of the request that came on it; the socket stays the script's
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Socket;
use Swoole\Http\Request;
use Swoole\Http\Response;
Co\run(function () {
    [$client, $server] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    foreach ([fn ($request) => $server, fn ($request) => [$server, $request]] as $from) {
        $client->sendAll(Http::request('GET', '/?a=b', ['Connection' => 'close']));
        $request = Request::create();
        while (!$request->isCompleted()) {
            $request->parse($server->recv());
        }
        $response = Response::create($from($request));
        same([$server, $server->fd], [$response->socket, $response->fd], 'properties');
        same(true, $response->header('X-From', 'here'), 'header()');
        same(true, $response->end("got {$request->get['a']}"), 'end()');
        same([false, false], [$response->end('x'), $server->isClosed()], 'twice');
        $answer = '';
        while (!str_contains($answer, 'got b')) {
            $answer .= $client->recv();
        }
        check(str_starts_with($answer, "HTTP/1.1 200 OK\r\nX-From: here\r\n"), 'answer');
    }
    same(null, Response::create($server)?->header, 'a new one');
    $client->close();
    unset($response);
});
?>
--EXPECT--
