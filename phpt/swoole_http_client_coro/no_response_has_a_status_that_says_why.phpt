--TEST--
statusCode tells a connect that failed, a request that got no answer in time, and a connection that was closed
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $client = new Client('127.0.0.1', Peer::nobody());
    same([false, SWOOLE_HTTP_CLIENT_ESTATUS_CONNECT_FAILED, SOCKET_ECONNREFUSED, 'Connection refused'], [$client->get('/'), $client->statusCode, $client->errCode, $client->errMsg], 'nobody');
    $client = new Client('no.such.host.invalid');
    same([false, -1, SWOOLE_ERROR_DNSLOOKUP_RESOLVE_FAILED], [$client->get('/'), $client->statusCode, $client->errCode], 'no such host');
    foreach ([null, HttpPeer::head("Content-Length: 9\r\n", 'part'), HttpPeer::head("Transfer-Encoding: chunked\r\n", "5\r\npart"), 'HTTP/1.1 20'] as $answer) {
        $client = new Client('127.0.0.1', HttpPeer::answering([$answer, null])->port);
        $client->set(['timeout' => PATIENCE]);
        // The peer closes when it has no more answers.
        $got = [$client->get('/'), $client->statusCode, $client->errCode, $client->body, $client->connected];
        same([false, SWOOLE_HTTP_CLIENT_ESTATUS_SERVER_RESET, SOCKET_ECONNRESET, '', false], $got, 'closed after ' . show($answer));
        Peer::endAll();
    }
    $client = new Client('127.0.0.1', HttpPeer::answering(function ($stream) {
        fwrite($stream, HttpPeer::head("Content-Length: 99999\r\n"));
        while (@fwrite($stream, 'x')) {
            usleep(5000);
        }
    })->port);
    $client->set(['timeout' => 0.05]);
    // One limit for the whole response: its parts come without a pause that would be longer.
    same([false, SWOOLE_HTTP_CLIENT_ESTATUS_REQUEST_TIMEOUT, SOCKET_ETIMEDOUT, false], [$client->get('/'), $client->statusCode, $client->errCode, $client->connected], 'slow');
    same(['99999', '', null], [$client->headers['content-length'], $client->body, $client->set_cookie_headers], 'what is left of it');
});
echo "done\n";
?>
--EXPECT--
done
