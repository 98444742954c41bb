--TEST--
Server::getSocket() takes a port number
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
socket_getsockname($server->getSocket($port->port), $address, $number);
same($port->port, $number, 'port of the socket');
echo "done\n";
?>
--EXPECT--
done
