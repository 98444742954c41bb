--TEST--
after detach() the socket is the script's, with what has come on it; close() closes it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$handlers = [
    '/detach' => function ($request, $response) {
        same(true, $response->detach(), 'detach()');
        same([false, SWOOLE_ERROR_HTTP_CONTEXT_UNAVAILABLE], [$response->end('x'), swoole_last_error()], 'end()');
        $socket = $response->socket;
        same([$response->fd, $request->fd], [$socket->fd, $socket->fd], 'fd');
        go(function () use ($socket) {
            $socket->sendAll('got ' . $socket->recvAll(5));
            $socket->close();
        });
    },
    '/close' => function ($request, $response) {
        same(true, $response->close(), 'close()');
        same([false, true], [$response->end('x'), $response->socket->isClosed()], 'closed');
    },
    '/socket' => function ($request, $response) {
        $response->socket->close();
        same([false, SOCKET_EBADF], [$response->end('x'), swoole_last_error()], 'the socket is closed');
    },
];
CoHttp::run($handlers, function (CoHttp $t) {
    $client = $t->connect();
    same('got ahead', $client->send(Http::request('GET', '/detach') . 'ahead')->readAll(), 'what was sent ahead');
    same('', $t->connect()->send(Http::request('GET', '/close'))->readAll(), 'close');
    same('', $t->connect()->send(Http::request('GET', '/socket'))->readAll(), 'socket');
});
?>
--EXPECT--
