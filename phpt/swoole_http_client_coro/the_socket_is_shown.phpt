--TEST--
$socket is there while there is a connection, and closing it closes that
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
Co\run(function () {
    $client = new Client('127.0.0.1', HttpPeer::mirror()->port);
    $client->set(['timeout' => PATIENCE]);
    same(null, $client->socket, 'before');
    $client->get('/');
    same(true, $client->socket instanceof Swoole\Coroutine\Socket, 'socket');
    $client->socket->close();
    same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION, null, false], [$client->close(), $client->errCode, $client->socket, $client->connected], 'closed');
    same([true, true], [$client->get('/'), $client->socket !== null], 'again');
});
echo "done\n";
?>
--EXPECT--
done
