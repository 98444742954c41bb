--TEST--
Coroutine\Socket and Coroutine\Server speak TLS on both sides; all ways of reading and writing work; one coroutine sends while another receives
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;
$files = Tls::selfSigned('localhost');
Co\run(function () use ($files) {
    $listener = new Socket(AF_INET, SOCK_STREAM, 0);
    $listener->setProtocol(['open_ssl' => true] + $files);
    $listener->bind('127.0.0.1', 0);
    $listener->listen();
    $port = $listener->getsockname()['port'];
    Coroutine::create(function () use ($listener) {
        $peer = $listener->accept();
        same(true, $peer->sslHandshake(), 'handshake');
        same(false, @$peer->sslHandshake(), 'a second one');
        same(SOCKET_EISCONN, $peer->errCode, 'code');
        same(['hello', ' world'], $peer->readVectorAll([5, 6]), 'readVectorAll');
        same(12, $peer->writeVectorAll(['good', 'bye ', 'all!']), 'writeVectorAll');
        same("a line\n", $peer->recvLine(), 'recvLine');
        Coroutine::create(fn () => same(5_000_000, $peer->sendAll(str_repeat('s', 5_000_000)), 'sendAll'));
        same(str_repeat('c', 5_000_000), $peer->recvAll(5_000_000), 'recvAll');
    });
    $client = new Socket(AF_INET, SOCK_STREAM, 0);
    $client->setProtocol(['open_ssl' => true]);
    same(true, $client->connect('127.0.0.1', $port, PATIENCE), 'connect');
    $client->sendAll('hello world');
    while (($seen = @$client->peek(4)) === false) {
        Coroutine::sleep(0.001);
    }
    same('good', $seen, 'peek');
    same('goodbye all!', $client->recv(), 'what was written at once comes in one record');
    $client->sendAll("a line\n");
    Coroutine::create(fn () => same(5_000_000, $client->sendAll(str_repeat('c', 5_000_000)), 'sendAll'));
    same(str_repeat('s', 5_000_000), $client->recvAll(5_000_000), 'recvAll');
    $plain = new Socket(AF_INET, SOCK_STREAM, 0);
    same(false, @$plain->sslHandshake(), 'nobody has said how');
    same(SWOOLE_ERROR_SSL_NOT_READY, $plain->errCode, 'code');
});
Co\run(function () use ($files) {
    $server = new Coroutine\Server('127.0.0.1', 0, true);
    $server->set($files);
    $server->handle(fn ($connection) => $connection->send(strrev($connection->recv())));
    Coroutine::create(fn () => $server->start());
    $client = new Coroutine\Client(SWOOLE_SOCK_TCP | SWOOLE_SSL);
    $client->connect('127.0.0.1', $server->port, PATIENCE);
    $client->send('hello');
    same('olleh', $client->recv(), 'server');
    $server->shutdown();
});
echo "done\n";
?>
--EXPECT--
done
