--TEST--
send() of more than the socket takes waits, and others run meanwhile; without a reader its time is limited
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
$data = str_repeat('x', 8 << 20);
$peer = Peer::tcp(function ($stream) use ($data) {
    usleep(30000);
    fwrite($stream, (string) strlen(Peer::take($stream, strlen($data))));
});
Co\run(function () use ($peer, $data) {
    $ran = 0;
    go(function () use (&$ran) {
        while (++$ran < 5) {
            Co::sleep(0.001);
        }
    });
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->connect('127.0.0.1', $peer->port, PATIENCE);
    same([8 << 20, (string) (8 << 20)], [$client->send($data), $client->recv(PATIENCE)], 'read');
    check($ran > 1, 'others ran');
    $deaf = stream_socket_server('tcp://127.0.0.1:0');
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->connect('127.0.0.1', (int) substr(strrchr(stream_socket_get_name($deaf, false), ':'), 1), PATIENCE);
    same([false, SOCKET_ETIMEDOUT], [$client->send(str_repeat('x', 50 << 20), 0.05), $client->errCode], 'not read');
});
echo "done\n";
?>
--EXPECT--
done
