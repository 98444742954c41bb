--TEST--
a response that is none, or could be read in two ways, fails with SERVER_RESET and the connection goes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    foreach ([
        "hello\r\n\r\n", "HTTP/2.0 200 OK\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
        HttpPeer::head("Content-Length: 1\r\nContent-Length: 2\r\n", 'xx'), HttpPeer::head("Content-Length: -1\r\n"),
        HttpPeer::head("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), HttpPeer::head("Transfer-Encoding: gzip\r\n", 'x'),
        HttpPeer::head("Transfer-Encoding: chunked\r\n", "x\r\n"), HttpPeer::head("Transfer-Encoding: chunked\r\n", "1\r\nab\r\n"),
        HttpPeer::head('X: ' . str_repeat('y', 70000) . "\r\n"), HttpPeer::head(str_repeat("X: y\r\n", 300)),
    ] as $answer) {
        $client = new Client('127.0.0.1', HttpPeer::answering($answer)->port);
        $client->set(['timeout' => PATIENCE]);
        $got = [$client->get('/'), $client->statusCode, $client->errCode, $client->errMsg, $client->body, $client->connected];
        same([false, SWOOLE_HTTP_CLIENT_ESTATUS_SERVER_RESET, SWOOLE_ERROR_HTTP_INVALID_PROTOCOL, 'Http invalid protocol', '', false], $got, substr($answer, 0, 60));
        Peer::endAll();
    }
});
echo "done\n";
?>
--EXPECT--
done
