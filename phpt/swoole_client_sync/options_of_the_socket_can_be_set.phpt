--TEST--
open_tcp_nodelay and socket_buffer_size reach the socket, and getSocket() shows it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$port = Peer::silent()->port;
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['open_tcp_nodelay' => false, 'socket_buffer_size' => 65536]);
$client->connect('127.0.0.1', $port, PATIENCE);
$socket = $client->getSocket();
same(Socket::class, $socket::class, 'class');
same([0, 131072], [socket_get_option($socket, SOL_TCP, TCP_NODELAY), socket_get_option($socket, SOL_SOCKET, SO_SNDBUF)], 'options');
same($socket, $client->getSocket(), 'the same object');
unset($socket);
$client->close();
same(false, @$client->getSocket(), 'closed');
$client->set(['open_tcp_nodelay' => true]);
$client->connect('127.0.0.1', $port, PATIENCE);
check(socket_get_option($client->getSocket(), SOL_TCP, TCP_NODELAY) !== 0, 'no delay');
echo "done\n";
?>
--EXPECT--
done
