--TEST--
close() ends a recv() of another coroutine with ECANCELED, and says that it was under way
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $peer = Peer::silent();
    for ($round = 0; $round < 2; $round++) {
        $client ??= new Client(SWOOLE_SOCK_TCP);
        check($client->connect('127.0.0.1', $peer->port, PATIENCE), 'connect');
        $told = null;
        go(function () use ($client, &$told) {
            $told = [$client->recv(PATIENCE), $client->errCode, $client->connected];
        });
        same([false, SWOOLE_ERROR_CO_SOCKET_CLOSE_WAIT], [$client->close(), $client->errCode], 'close');
        same([false, SOCKET_ECANCELED, false], $told, 'recv');
        same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION], [$client->send('x'), $client->errCode], 'closed');
    }
});
echo "done\n";
?>
--EXPECT--
done
