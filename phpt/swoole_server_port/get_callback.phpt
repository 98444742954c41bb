--TEST--
Port::getCallback() returns what was registered on it, null otherwise; the server's on() is that of the first port
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
$closure = fn () => null;
same(null, $port->getCallback('receive'), 'before');
same(true, $port->on('Receive', $closure), 'what on() returned');
same([$closure, $closure], [$port->getCallback('receive'), $port->getCallback('RECEIVE')], 'after');
same(null, $server->getCallback('receive'), 'of the server');
$server->on('receive', $closure);
same($closure, $server->ports[0]->getCallback('receive'), 'of the first port');
echo "done\n";
?>
--EXPECT--
done
