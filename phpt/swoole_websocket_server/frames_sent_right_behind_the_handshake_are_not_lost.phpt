--TEST--
messages that come in the same packet as the handshake are served, after onOpen
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    foreach (['onOpen', 'a handshake that takes its time'] as $kind) {
        $events = ['open' => fn ($server, $request) => $server->push($request->fd, 'open')];
        if ($kind !== 'onOpen') {
            $events = ['handshake' => function ($request, $response) {
                Swoole\Coroutine::sleep(0.02);
                $response->header('Upgrade', 'websocket');
                $response->header('Connection', 'Upgrade');
                $response->header('Sec-WebSocket-Accept', WebSocket::ACCEPT);
                $response->status(101);
                $response->end();
            }];
        }
        $t = WebSocket::server($mode, $events);
        $behind = WebSocket::frame('one') . WebSocket::frame("two\r\n\r\n") . WebSocket::frame('three', 1, false);
        $client = WebSocket::connect($t, [], $behind);
        same(101, $client->answer->status, $kind);
        if ($kind === 'onOpen') {
            same([1, 'open'], $client->hear(), $kind);
        }
        same([1, 'one'], $client->hear(), $kind);
        same([1, "two\r\n\r\n"], $client->hear(), $kind);
        same([1, 'three and more'], $client->say(' and more', 0)->hear(), $kind);
    }
});
?>
--EXPECT--
BASE done
PROCESS done
