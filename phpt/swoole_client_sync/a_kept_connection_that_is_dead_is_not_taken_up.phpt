--TEST--
a kept connection that the peer has closed is replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::tcp(fn ($stream) => fread($stream, 1));
$client = new Client(SWOOLE_SOCK_TCP | SWOOLE_KEEP);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
$client->send('x');
same('', $client->recv(), 'the end');
$client->close();
check($client->connect('127.0.0.1', $peer->port, PATIENCE), 'connect');
same(false, $client->reuse, 'a new one');
echo "done\n";
?>
--EXPECT--
done
