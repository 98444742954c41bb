--TEST--
a port that speaks WebSocket over TLS: a client of ours, and what comes right behind the handshake of another
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $certificate = Tls::authority()->certificate('localhost');
    $t = TestServer::start(function (TestServer $t) use ($mode, $certificate) {
        $server = new Swoole\WebSocket\Server('127.0.0.1', 0, $mode, SWOOLE_SOCK_TCP | SWOOLE_SSL);
        $server->set($certificate + ['worker_num' => 1, 'log_file' => $t->log]);
        $server->on('open', fn ($server, $request) => $server->push($request->fd, 'welcome'));
        $server->on('message', fn ($server, $frame) => $server->push($frame->fd, $frame->data, $frame->opcode));
        return $server;
    });
    Co\run(function () use ($t) {
        $client = new Swoole\Coroutine\Http\Client('127.0.0.1', $t->port, true);
        $client->set(['timeout' => PATIENCE, 'ssl_verify_peer' => false]);
        same(true, $client->upgrade('/'), 'upgrade');
        same('welcome', $client->recv()->data, 'onOpen');
        foreach (['hello', str_repeat('long ', 60_000)] as $text) {
            $client->push($text);
            same($text, $client->recv()->data, 'echo');
        }
        same(true, $client->disconnect(), 'disconnect');
    });
    $stream = Tls::connect($t->port);
    fwrite($stream, WebSocket::handshake() . WebSocket::frame('early') . WebSocket::frame(pack('n', 1000), 8));
    check(str_starts_with(Peer::until($stream, "\r\n\r\n"), 'HTTP/1.1 101 '), 'another client');
    same("\x81\x07welcome\x81\x05early\x88\x02" . pack('n', 1000), stream_get_contents($stream), 'all of it, and the end');
});
?>
--EXPECT--
BASE done
PROCESS done
