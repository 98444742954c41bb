--TEST--
setDefer() sends now and receives by recv()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $peer = HttpPeer::answering([0.02, HttpPeer::ok('one')], HttpPeer::ok('two'), fn ($stream) => Peer::until($stream, 'never'), HttpPeer::ok('three'));
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => PATIENCE]);
    same([false, true, true], [$client->getDefer(), $client->setDefer(), $client->getDefer()], 'setDefer');
    same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION], [$client->recv(), $client->errCode], 'no connection');
    same([true, 0, ''], [$client->get('/'), $client->statusCode, $client->body], 'sent');
    same([true, 200, 'one'], [$client->recv(), $client->statusCode, $client->body], 'received');
    same(false, $client->recv(), 'nothing was asked for');
    $client->get('/');
    same([true, 'two'], [$client->recv(), $client->body], 'again');
    $client->get('/');
    same([false, SWOOLE_HTTP_CLIENT_ESTATUS_REQUEST_TIMEOUT, SOCKET_ETIMEDOUT], [$client->recv(0.02), $client->statusCode, $client->errCode], 'too late');
    $client->set(['defer' => false]);
    same([true, 'three'], [$client->get('/'), $client->body], 'no more');
});
echo "done\n";
?>
--EXPECT--
done
