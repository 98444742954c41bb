--TEST--
accept() waits for connect(), recv() for send(), and both ends know their addresses
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    $server = new Socket(AF_INET, SOCK_STREAM, 0);
    same([true, true], [$server->bind('127.0.0.1'), $server->listen()], 'listening');
    $port = $server->getsockname()['port'];
    go(function () use ($server, $port) {
        $peer = $server->accept();
        same(['address' => '127.0.0.1', 'port' => $port], $peer->getsockname(), 'own end');
        while ('' !== $data = $peer->recv()) {
            $peer->send(strtoupper($data));
        }
        same(0, $peer->errCode, 'the end is no error');
        $peer->close();
    });
    $client = new Socket(AF_INET, SOCK_STREAM, 0);
    same(true, $client->connect('127.0.0.1', $port), 'connected');
    same(['address' => '127.0.0.1', 'port' => $port], $client->getpeername(), 'peer');
    foreach (['one', 'two', 'three'] as $word) {
        same(strlen($word), $client->send($word), 'sent');
        same(strtoupper($word), $client->recv(), 'answer');
    }
    same([true, ''], [$client->shutdown(1), $client->recv()], 'the peer has closed');
    same([AF_INET, SOCK_STREAM, 0], [$client->domain, $client->type, $client->protocol], 'properties');
    same([0, ''], [$client->errCode, $client->errMsg], 'no error');
});
echo "done\n";
?>
--EXPECT--
done
