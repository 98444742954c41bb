--TEST--
onBeforeHandshakeResponse adds fields to the answer, or answers itself; websocket_subprotocol is told to those who offer it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, $mode, [
        'beforeHandshakeResponse' => function ($server, $request, $response) {
            $response->header('X-Before', $server::class);
            $response->cookie('a', 'b');
            if (isset($request->header['x-refuse'])) {
                $response->status(403);
                $response->end();
            }
        },
        'open' => $t->noting('open'),
    ], ['websocket_subprotocol' => 'chat']));
    $client = WebSocket::connect($t, ['Sec-WebSocket-Protocol' => 'other, chat']);
    same(101, $client->answer->status, 'status');
    same('Swoole\WebSocket\Server', $client->answer->field('X-Before'), 'field');
    same('a=b', $client->answer->field('Set-Cookie'), 'cookie');
    same('chat', $client->answer->field('Sec-WebSocket-Protocol'), 'offered');
    same('echo', $client->ask('echo'), 'open');
    same(null, WebSocket::connect($t, ['Sec-WebSocket-Protocol' => 'other'])->answer->field('Sec-WebSocket-Protocol'), 'another');
    same(null, WebSocket::connect($t)->answer->field('Sec-WebSocket-Protocol'), 'none');
    $t->journal->wait('open', 3);
    same(403, WebSocket::connect($t, ['X-Refuse' => '1'])->answer->status, 'refused by the script');
    same(3, $t->journal->count('open'), 'onOpen');
});
?>
--EXPECT--
BASE done
PROCESS done
