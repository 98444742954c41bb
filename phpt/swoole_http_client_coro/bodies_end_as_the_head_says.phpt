--TEST--
bodies by length, by chunks, till the end, and none at all
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $peer = HttpPeer::answering(
        HttpPeer::ok('by length'),
        [HttpPeer::head("Transfer-Encoding: chunked\r\n", "3;x=y\r\nby \r"), 0.005, "\n6\r\nchunks\r\n0\r\nX-Trailer: last\r\nContent-", 0.005, "Type: no\r\n\r\n"],
        "HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
        HttpPeer::head("Content-Length: 9\r\n"),
        ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", HttpPeer::ok('at last')],
        fn ($stream) => [fwrite($stream, "HTTP/1.1 200 OK\r\nX: y\r\n\r\ntill "), usleep(5000), fwrite($stream, 'the end'), stream_socket_shutdown($stream, STREAM_SHUT_WR)],
    );
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE]);
    $got = fn () => [$client->get('/'), $client->statusCode, $client->body, $client->connected];
    same([true, 200, 'by length', true], $got(), 'length');
    same([true, 200, 'by chunks', true], $got(), 'chunks');
    same(['transfer-encoding' => 'chunked', 'x-trailer' => 'last', 'content-type' => 'no'], $client->headers, 'trailers');
    same([true, 204, '', true], $got(), '204');
    same([true, 304, '', true], $got(), '304');
    $client->setMethod('HEAD');
    same([true, '', '9'], [$client->execute('/'), $client->body, $client->headers['content-length']], 'HEAD');
    same([true, 200, 'at last', true], $got(), 'interim responses');
    same([true, 200, 'till the end', false], $got(), 'end of the connection');
});
echo "done\n";
?>
--EXPECT--
done
