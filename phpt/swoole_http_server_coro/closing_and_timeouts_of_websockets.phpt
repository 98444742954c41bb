--TEST--
recv() gives up in time; close() and disconnect() end the connection at once, for the script too
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\{Client, Server};
Co\run(function () {
    $server = new Server('127.0.0.1', 0);
    [$release, $done] = [new Swoole\Coroutine\Channel(), new Swoole\Coroutine\Channel()];
    $server->set(['open_websocket_close_frame' => true, 'open_websocket_ping_frame' => true]);
    $server->handle('/', function ($request, $ws) use ($release, $done) {
        $ws->upgrade();
        same([false, SOCKET_ETIMEDOUT], [$ws->recv(0.02), swoole_last_error()], 'nothing');
        $ws->push('begin');
        $frame = $ws->recv();
        switch ($frame->data) {
            case 'close':
                same([true, false, SOCKET_EBADF], [$ws->close(), $ws->push('x'), swoole_last_error()], 'close');
                return $release->pop();
            case 'disconnect':
                same([true, false, SOCKET_EBADF], [$ws->disconnect(4001, 'bye'), $ws->recv(), swoole_last_error()], 'disconnect');
                return $release->pop();
            case 'ping':
                same([9, true], [$frame->opcode, $ws->push($frame->data, WEBSOCKET_OPCODE_PONG)], 'ping');
                $frame = $ws->recv();
                same([Swoole\WebSocket\CloseFrame::class, 4002], [$frame::class, $frame->code], 'a close frame');
                same([false, SWOOLE_ERROR_WEBSOCKET_UNCONNECTED, ''], [$ws->push('x'), swoole_last_error(), $ws->recv()], 'after it');
                $done->push(true);
        }
    });
    go(fn () => $server->start());
    $ask = function (string $what, int $opcode = 1) use ($server): Client {
        $client = new Client('127.0.0.1', $server->port);
        $client->set(['timeout' => PATIENCE, 'open_websocket_close_frame' => true, 'open_websocket_pong_frame' => true]);
        same(true, $client->upgrade('/'), 'upgrade');
        same('begin', $client->recv()->data, 'begin');
        $client->push($what, $opcode);
        return $client;
    };
    same('', $ask('close')->recv(), 'seen at once');
    $client = $ask('disconnect');
    $frame = $client->recv();
    same([4001, 'bye', ''], [$frame->code, $frame->reason, $client->recv()], 'a close frame');
    // Neither has waited for its handler to return.
    $release->close();
    $client = $ask('ping', WEBSOCKET_OPCODE_PING);
    same(WEBSOCKET_OPCODE_PONG, $client->recv()->opcode, 'pong');
    $client->disconnect(4002);
    same(true, $done->pop(PATIENCE), 'the handler has come to its end');
    $server->shutdown();
});
echo "done\n";
?>
--EXPECT--
done
