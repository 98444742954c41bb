--TEST--
open_http_protocol on a port of a plain server: onRequest gets its requests; without one onReceive gets them whole
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], ['receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, "raw $data")]);
        $http = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $http->set(['open_http_protocol' => true]);
        $http->on('request', fn ($request, $response) => $response->end('http'));
        $whole = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $whole->set(['open_http_protocol' => true]);
        $whole->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, strlen($data) . "\n"));
        return $server;
    });
    same('raw hello', $t->connect()->ask("hello\n"), 'plain port');
    same('http', Http::exchange($t->connect(1), Http::request('GET', '/'))->body, 'HTTP port');
    $request = Http::request('POST', '/', [], 'body');
    $client = $t->connect(2);
    $client->send(substr($request, 0, 20));
    same((string) strlen($request), $client->ask(substr($request, 20)), 'whole request in onReceive');
    same((string) strlen($request), $client->ask($request), 'the next one');
});
?>
--EXPECT--
BASE done
PROCESS done
