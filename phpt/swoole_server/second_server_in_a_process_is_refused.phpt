--TEST--
only one server can exist in a process
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
echo thrown_by(fn () => new Swoole\Server('127.0.0.1', 0)), "\n";
?>
--EXPECT--
Swoole\Exception(-3): server is running. unable to create Swoole\Server
