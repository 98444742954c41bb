--TEST--
bind_address and bind_port are the own end; one that cannot be had leaves its errno
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
$port = Peer::nobody();
$client->set(['bind_address' => '127.0.0.2', 'bind_port' => $port]);
check($client->connect('127.0.0.1', Peer::silent()->port, PATIENCE), 'connect');
same(['port' => $port, 'host' => '127.0.0.2'], $client->getsockname(), 'own end');
$taken = Peer::silent();
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['bind_address' => '127.0.0.1', 'bind_port' => $taken->port]);
same([false, SOCKET_EADDRINUSE], [$client->connect('127.0.0.1', $taken->port), $client->errCode], 'taken');
echo "done\n";
?>
--EXPECT--
done
