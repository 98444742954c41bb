--TEST--
send() of more than the socket takes waits for a reader, and fails with EAGAIN if there is none
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$data = str_repeat('x', 8 << 20);
$peer = Peer::tcp(function ($stream) use ($data) {
    usleep(50000);
    fwrite($stream, (string) strlen(Peer::take($stream, strlen($data))));
});
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
same([8 << 20, (string) (8 << 20)], [$client->send($data), $client->recv()], 'read');
$deaf = stream_socket_server('tcp://127.0.0.1:0');
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', (int) substr(strrchr(stream_socket_get_name($deaf, false), ':'), 1), 0.05);
same([false, SOCKET_EAGAIN], [@$client->send(str_repeat('x', 50 << 20)), $client->errCode], 'not read');
echo "done\n";
?>
--EXPECT--
done
