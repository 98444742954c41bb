--TEST--
an event stream without an end is the script's to read; the next request has a connection of its own
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $peer = HttpPeer::answering(
        fn ($stream) => [fwrite($stream, HttpPeer::head("Content-Type: text/event-stream; charset=utf-8\r\n", "data: 1\n\nda")), usleep(10000), fwrite($stream, "ta: 2\n\n"), stream_socket_shutdown($stream, STREAM_SHUT_WR)],
        HttpPeer::ok('next'),
        HttpPeer::head("Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n", "3\r\nall\r\n0\r\n\r\n"),
    );
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE]);
    same([true, 200, '', true], [$client->get('/'), $client->statusCode, $client->body, $client->connected], 'get');
    $lines = [];
    for ($i = 0; $i < 4; $i++) {
        $lines[] = $client->socket->recvLine(100, PATIENCE);
    }
    same(["data: 1\n", "\n", "data: 2\n", "\n"], $lines, 'events');
    same([true, 'next'], [$client->get('/'), $client->body], 'the next request');
    same([true, 'all'], [$client->get('/'), $client->body], 'one with an end is received');
});
echo "done\n";
?>
--EXPECT--
done
