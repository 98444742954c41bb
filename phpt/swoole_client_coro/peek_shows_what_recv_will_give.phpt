--TEST--
peek() shows what is there and does not wait
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
    same([false, SOCKET_EAGAIN], [$client->peek(), $client->errCode], 'nothing');
    $client->send('hello');
    wait_until(function () use ($client) {
        Co::sleep(0.002);
        return $client->peek(1);
    }, 'the echo');
    same(['he', 'hello', 'hello'], [$client->peek(2), $client->peek(), $client->recv(PATIENCE)], 'peek and recv');
    same([false, ['Warning: Swoole\Coroutine\Client::peek(): length must be greater than 0']], with_warnings(fn () => $client->peek(0)), 'length');
});
echo "done\n";
?>
--EXPECT--
done
