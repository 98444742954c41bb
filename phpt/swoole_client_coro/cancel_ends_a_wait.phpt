--TEST--
Coroutine::cancel() ends a wait and leaves the connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
    $waiting = go(function () use ($client) {
        same([false, SOCKET_ECANCELED], [$client->recv(PATIENCE), $client->errCode], 'recv');
    });
    same(true, Co::cancel($waiting), 'cancel');
    same([5, 'hello'], [$client->send('hello'), $client->recv(PATIENCE)], 'echo');
});
echo "done\n";
?>
--EXPECT--
done
