--TEST--
without a mode the server is in BASE mode, of type TCP
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1');
same(SWOOLE_BASE, $server->mode, 'mode');
same(SWOOLE_SOCK_TCP, $server->type, 'type');
check($server->port > 0, 'no port');
echo "done\n";
?>
--EXPECT--
done
