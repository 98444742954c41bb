--TEST--
listen() on a port in use: false, and the error code is EADDRINUSE
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$other = stream_socket_server('tcp://127.0.0.1:0');
$port = (int) substr(strrchr(stream_socket_get_name($other, false), ':'), 1);
same(false, @$server->listen('127.0.0.1', $port, SWOOLE_SOCK_TCP), 'what listen() returned');
same(SOCKET_EADDRINUSE, $server->getLastError(), 'getLastError()');
same(1, count($server->ports), 'number of ports');
echo "done\n";
?>
--EXPECT--
done
