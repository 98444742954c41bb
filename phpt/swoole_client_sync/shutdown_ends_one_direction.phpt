--TEST--
after shutdown(SHUT_WR) the peer sees the end, and its answer is still received
--FILE--
<?php
// better than the reference: $errCode tells why
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::tcp(fn ($stream) => fwrite($stream, 'got ' . stream_get_contents($stream)));
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
$client->send('all');
same(true, $client->shutdown(Client::SHUT_WR), 'shutdown');
same(['got all', ''], [$client->recv(), $client->recv()], 'answer');
same([false, SOCKET_EPIPE], [@$client->send('more'), $client->errCode], 'no more');
same([false, SOCKET_EINVAL], [$client->shutdown(9), $client->errCode], 'no such direction');
echo "done\n";
?>
--EXPECT--
done
