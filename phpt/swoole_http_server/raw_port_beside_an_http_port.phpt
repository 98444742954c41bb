--TEST--
a port of an HTTP server speaks what it is told to
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = Http::define($t, $mode, fn ($request, $response) => $response->end('http'));
        $raw = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $raw->set(['open_http_protocol' => false]);
        $raw->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, "raw $data"));
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $lines = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $lines->set(['open_eof_split' => true, 'package_eof' => "\n"]);
        $lines->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, "line $data"));
        return $server;
    });
    same('http', Http::get($t, '/')->body, 'first port');
    same('raw hello', $t->connect(1)->ask("hello\n"), 'raw port');
    same('http', Http::exchange($t->connect(2), Http::request('GET', '/'))->body, 'port without settings');
    same('line hello', $t->connect(3)->ask("hello\n"), 'port of lines');
});
?>
--EXPECT--
BASE done
PROCESS done
