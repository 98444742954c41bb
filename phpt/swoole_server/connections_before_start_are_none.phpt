--TEST--
before start() $connections is empty, and asking for one does not crash
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
same([], iterator_to_array($server->connections), 'iteration');
same(false, @isset($server->connections[1]), 'isset');
same(false, @$server->connections[1], 'offset');
echo "done\n";
?>
--EXPECT--
done
