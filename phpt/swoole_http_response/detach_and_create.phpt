--TEST--
detach() leaves the answer to Response::create() or to Server::send()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = Http::define($t, $mode, function ($request, $response) use (&$server) {
            same([true, false, false, false], [$response->detach(), $response->isWritable(), $response->detach(), $response->end('x')], 'detached');
            $other = match ($request->get['how']) {
                'fd' => Swoole\Http\Response::create($request->fd),
                'server' => Swoole\Http\Response::create($server, $request->fd),
                'pair' => Swoole\Http\Response::create([$server, $request]),
                'send' => $server->send($request->fd, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsend"),
            };
            is_object($other) && $other->end($request->get['how']);
        });
        return $server;
    });
    $client = $t->connect();
    foreach (['fd', 'server', 'pair', 'send', 'fd'] as $how) {
        same($how, Http::exchange($client, Http::request('GET', "/?how=$how"))->body, $how);
    }
});
?>
--EXPECT--
BASE done
PROCESS done
