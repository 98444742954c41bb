--TEST--
open_websocket_ping_frame, _pong_frame and _close_frame give the script what is else dealt with; a close is echoed all the same
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, $mode, [
        'message' => function ($server, $frame) use ($t) {
            $t->journal->note('message', $frame->opcode, $frame->data);
            if ($frame instanceof Swoole\WebSocket\CloseFrame) {
                $t->journal->note('close frame', $frame->code, $frame->reason);
            } elseif ($frame->opcode === WEBSOCKET_OPCODE_PING) {
                $server->push($frame->fd, "my $frame->data", WEBSOCKET_OPCODE_PONG);
            }
        },
    ], ['open_websocket_ping_frame' => true, 'open_websocket_pong_frame' => true, 'open_websocket_close_frame' => true]));
    $client = WebSocket::connect($t);
    same([10, 'my ping'], $client->say('ping', 9)->hear(), 'a pong of the script');
    $client->say('pong', 10);
    same([8, pack('n', 4000) . 'why'], $client->say(pack('n', 4000) . 'why', 8)->hear(), 'the echo');
    same([], $client->hear(), 'the end');
    same([8, ''], $t->journal->wait('message', 3), 'messages');
    same([4000, 'why'], $t->journal->wait('close frame'), 'CloseFrame');
});
?>
--EXPECT--
BASE done
PROCESS done
