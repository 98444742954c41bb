--TEST--
the host may be a name
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('localhost', 0);
same('localhost', $server->host, 'host');
check($server->port > 0, 'no port');
echo "done\n";
?>
--EXPECT--
done
