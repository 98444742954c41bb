--TEST--
send() returns the bytes sent and recv() what came back
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
check($client->connect('127.0.0.1', Peer::echo()->port, PATIENCE), 'connected');
same(5, $client->send('hello'), 'sent');
same('hello', $client->recv(), 'received');
same(true, $client->isConnected(), 'connected');
same(true, $client->close(), 'closed');
same(false, $client->isConnected(), 'not connected');
echo "done\n";
?>
--EXPECT--
done
