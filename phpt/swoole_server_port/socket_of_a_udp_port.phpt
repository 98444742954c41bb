--TEST--
getSocket() of a UDP server
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0, SWOOLE_BASE, SWOOLE_SOCK_UDP);
$socket = $server->getSocket();
same(SOCK_DGRAM, socket_get_option($socket, SOL_SOCKET, SO_TYPE), 'type');
echo "done\n";
?>
--EXPECT--
done
