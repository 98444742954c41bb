--TEST--
a handshake is answered as RFC 6455 says; onOpen gets the request, onMessage what comes, onClose the end
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, $mode, [
        'open' => function ($server, $request) use ($t) {
            $t->journal->note('open', $request::class, $request->fd, $request->server['request_uri'], $request->header['sec-websocket-key'],
                $server->isEstablished($request->fd), $server->getClientInfo($request->fd)['websocket_status']);
            $server->push($request->fd, 'welcome');
        },
        'message' => function ($server, $frame) use ($t) {
            $t->journal->note('message', $frame::class, $frame->fd, strlen($frame->data), $frame->opcode, $frame->flags, $frame->finish);
            $server->push($frame->fd, "got $frame->data", $frame->opcode);
        },
        'close' => $t->noting('close'),
        'disconnect' => $t->noting('disconnect'),
    ]));
    $client = WebSocket::connect($t);
    same(101, $client->answer->status, 'status');
    same('websocket', strtolower($client->answer->field('Upgrade')), 'Upgrade');
    same('upgrade', strtolower($client->answer->field('Connection')), 'Connection');
    same(WebSocket::ACCEPT, $client->answer->field('Sec-WebSocket-Accept'), 'accept');
    same([1, 'welcome'], $client->hear(), 'push in onOpen');
    same('got hello', $client->ask('hello'), 'a text');
    same([2, "got \xff\0"], $client->say("\xff\0", 2)->hear(), 'a binary message');
    same('got ', $client->ask(''), 'an empty message');
    [, $fd] = $t->journal->first('open');
    same(['Swoole\Http\Request', $fd, '/', WebSocket::KEY, true, 3], $t->journal->first('open'), 'onOpen');
    same(['Swoole\WebSocket\Frame', $fd, 5, 1, 33, true], $t->journal->first('message'), 'onMessage');
    $client->client->close();
    same($fd, $t->journal->wait('close')[0], 'onClose');
    same(0, $t->journal->count('disconnect'), 'onDisconnect is for those that are no WebSocket');
});
?>
--EXPECT--
BASE done
PROCESS done
