--TEST--
a port with open_http2_protocol speaks HTTP/1.1 with clients that begin in it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = Http2::server($mode, fn ($request, $response) => $response->end($request->server['server_protocol'] . ' ' . $request->streamId));
    same('HTTP/1.1 0', Http::get($t, '/')->body, 'HTTP/1.1');
    Http2::run($t, fn ($client) => same('HTTP/2 1', Http2::get($client, '/')->data, 'HTTP/2'));
    $old = Http::server($mode, fn ($request, $response) => $response->end('no'));
    $client = $old->connect();
    $client->send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    check(str_starts_with($client->readAll(), 'HTTP/1.1 505'), 'a port without it');
});
?>
--EXPECT--
BASE done
PROCESS done
