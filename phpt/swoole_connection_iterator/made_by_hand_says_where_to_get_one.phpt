--TEST--
an iterator made by hand: an exception that says where to get one
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

echo thrown_by(fn () => count(new Swoole\Connection\Iterator())), "\n";
?>
--EXPECT--
Error(0): please use the Swoole\Server->connections
