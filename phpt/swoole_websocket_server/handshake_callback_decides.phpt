--TEST--
with onHandshake the script answers: 101 opens, anything else is the end; onOpen is not called
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, $mode, [
        'handshake' => function ($request, $response) {
            $path = $request->server['request_uri'];
            if ($path === '/nothing') {
                return;
            }
            if ($path === '/101') {
                $response->header('Upgrade', 'websocket');
                $response->header('Connection', 'Upgrade');
                $response->header('Sec-WebSocket-Accept', WebSocket::ACCEPT);
                $response->cookie('a', 'b');
            }
            $response->status((int) substr($path, 1));
            $response->end($path === '/101' ? '' : 'no');
        },
        'open' => $t->noting('open'),
    ]));
    foreach (['/101' => 101, '/403' => 403, '/200' => 200, '/nothing' => 500] as $path => $status) {
        $client = $t->connect();
        $answer = Http::exchange($client, WebSocket::handshake($path));
        same($status, $answer->status, "status of $path");
        if ($status !== 101) {
            same('close', $answer->field('Connection'), "connection of $path");
            check($client->isClosed(), "end of $path");
            continue;
        }
        same('a=b', $answer->field('Set-Cookie'), 'cookie');
        $client->send(WebSocket::frame('hello'));
        same("\x81\x05hello", $client->read(7), 'echo');
    }
    same(0, $t->journal->count('open'), 'onOpen');
});
?>
--EXPECT--
BASE done
PROCESS done
