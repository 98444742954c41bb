--TEST--
open_websocket_protocol makes any port speak WebSocket, with callbacks of its own; a port that asks for nothing is its server's
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode);
        $port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $port->set(['open_websocket_protocol' => true]);
        $port->on('open', fn ($server, $request) => $t->journal->note('open', $server::class));
        $port->on('message', fn ($server, $frame) => $server->send($frame->fd, Swoole\WebSocket\Server::pack("port: $frame->data")));
        return $server;
    });
    same('hello', $t->connect()->ask("hello\n"), 'the plain port');
    same('port: hi', WebSocket::connect($t, index: 1)->ask('hi'), 'the other');
    same(['Swoole\Server'], $t->journal->first('open'), 'onOpen');

    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = WebSocket::define($t, $mode);
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $plain = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $plain->set([]);
        $plain->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, "plain $data"));
        return $server;
    });
    same('hi', WebSocket::connect($t, index: 1)->ask('hi'), 'the second port');
    same('plain hello', $t->connect(2)->ask("hello\n"), 'the third');
});
?>
--EXPECT--
BASE done
PROCESS done
