--TEST--
recvfrom() tells who sent a datagram, and sendto() answers; unix sockets too
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    $server = new Socket(AF_INET, SOCK_DGRAM, 0);
    $server->bind('127.0.0.1');
    $port = $server->getsockname()['port'];
    go(function () use ($server) {
        same('hello', $server->recvfrom($peer), 'received');
        same(5, $server->sendto($peer['address'], $peer['port'], 'world'), 'answered');
    });
    $client = new Socket(AF_INET, SOCK_DGRAM, 0);
    same(5, $client->sendto('127.0.0.1', $port, 'hello'), 'sent');
    same(['world', ['address' => '127.0.0.1', 'port' => $port]], [$client->recvfrom($peer), $peer], 'answer');
    same([false, SOCKET_ETIMEDOUT, $port], [$client->recvfrom($peer, 0.01), $client->errCode, $peer['port']], 'late, and left alone');
    same([false, SWOOLE_ERROR_BAD_PORT], [$client->sendto('127.0.0.1', 70000, 'x'), $client->errCode], 'no port');
    same([false, SOCKET_EMSGSIZE], [$client->sendto('127.0.0.1', $port, str_repeat('x', 70000)), $client->errCode], 'too long');
    same(true, $client->connect('127.0.0.1', $port), 'to one peer');
    same([3, 'abc'], [$client->send('abc'), $server->recv()], 'without an address');

    [$one, $two] = [new Socket(AF_UNIX, SOCK_DGRAM, 0), new Socket(AF_UNIX, SOCK_DGRAM, 0)];
    [$first, $second] = [Scratch::path('one'), Scratch::path('two')];
    same([true, true], [$one->bind($first), $two->bind($second)], 'bound');
    go(function () use ($one, $second) {
        // Far more than the receiver's queue holds.
        for ($i = 0; $i < 100; $i++) {
            same(3, $one->sendto($second, 0, sprintf('%03d', $i)), 'sent');
        }
    });
    for ($i = 0; $i < 100; $i++) {
        same([sprintf('%03d', $i), $first], [$two->recvfrom($peer, PATIENCE), $peer['address']], 'in order');
    }
});
echo "done\n";
?>
--EXPECT--
done
