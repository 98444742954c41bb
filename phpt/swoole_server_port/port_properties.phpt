--TEST--
listen() returns a Port with host, port, type, sock, ssl, setting and connections; $ports holds it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
same(Swoole\Server\Port::class, $port::class, 'class');
same(['127.0.0.1', SWOOLE_SOCK_TCP, false, null], [$port->host, $port->type, $port->ssl, $port->setting], 'host, type, ssl, setting');
check($port->port > 0 && $port->port !== $server->port, "port {$port->port}");
check(is_int($port->sock) && $port->sock > 2, 'sock');
same(Swoole\Connection\Iterator::class, get_class($port->connections), 'connections');
same([true, true], [$server->ports[1] === $port, count($server->ports) === 2], 'ports');
same([$server->host, $server->port, $server->type], [$server->ports[0]->host, $server->ports[0]->port, $server->ports[0]->type], 'first port');
echo "done\n";
?>
--EXPECT--
done
