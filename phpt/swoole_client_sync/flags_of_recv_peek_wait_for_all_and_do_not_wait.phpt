--TEST--
MSG_PEEK leaves what it returns, MSG_WAITALL waits for the size, MSG_DONTWAIT does not wait
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
same([false, SOCKET_EAGAIN], [@$client->recv(10, Client::MSG_DONTWAIT), $client->errCode], 'nothing there');
$client->send('abc');
same(['ab', 'a'], [$client->recv(2, Client::MSG_PEEK), $client->recv(1)], 'peeked and read');
$client->send(str_repeat('d', 100000));
same('bc' . str_repeat('d', 100000), $client->recv(100002, Client::MSG_WAITALL), 'all');
echo "done\n";
?>
--EXPECT--
done
