--TEST--
Port::set() returns null; $setting holds what was set
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
same(null, $port->set(['backlog' => 16]), 'what set() returned');
same(['backlog' => 16], $port->setting, 'setting');
$port->set(['open_tcp_nodelay' => true]);
same(['backlog' => 16, 'open_tcp_nodelay' => true], $port->setting, 'setting after the second set()');
echo "done\n";
?>
--EXPECT--
done
