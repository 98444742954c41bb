--TEST--
a connection is kept unless either side says otherwise; one that the server has closed is replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $peer = HttpPeer::answering(HttpPeer::ok('1'), HttpPeer::ok('2', "Connection: close\r\n"), HttpPeer::ok('3'), null);
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE]);
    same([true, '1', true], [$client->get('/'), $client->body, $client->connected], 'kept');
    $port = $client->getsockname()['port'];
    same([true, '2', false], [$client->get('/'), $client->body, $client->connected], 'closed by the server');
    Peer::endAll();
    // A kept connection that is closed while nobody uses it.
    $peer = HttpPeer::answering(fn ($stream) => [fwrite($stream, HttpPeer::ok('3')), stream_socket_shutdown($stream, STREAM_SHUT_WR)], HttpPeer::ok('4'), HttpPeer::ok('5'));
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE]);
    same([true, '3'], [$client->get('/'), $client->body], 'closed afterwards');
    wait_until(fn () => [Co::sleep(0.002), !$client->socket->checkLiveness()][1], 'the end of the connection');
    same([true, '4', true], [$client->post('/', 'x'), $client->body, $client->connected], 'replaced');
    $client->set(['keep_alive' => false]);
    same([true, '5', false], [$client->get('/'), $client->body, $client->connected], 'not kept');
    check(str_contains($client->getHeaderOut(), 'Connection: close'), 'the server is told');
    // What came without being asked for is no response to the next request.
    Peer::endAll();
    $peer = HttpPeer::answering(HttpPeer::ok('6') . HttpPeer::ok('smuggled'), HttpPeer::ok('7'));
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE]);
    same(['6', '7'], [$client->get('/') ? $client->body : null, $client->get('/') ? $client->body : null], 'not asked for');
});
echo "done\n";
?>
--EXPECT--
done
