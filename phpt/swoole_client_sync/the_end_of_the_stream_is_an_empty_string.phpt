--TEST--
recv() gives what is left and then an empty string, again and again
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::tcp(fn ($stream) => fwrite($stream, 'bye'));
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
same(['b', 'ye', '', ''], [$client->recv(1), $client->recv(), $client->recv(), $client->recv()], 'reads');
same([0, true], [$client->errCode, $client->isConnected()], 'state');
echo "done\n";
?>
--EXPECT--
done
