--TEST--
set() takes an array only
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
echo thrown_by(fn () => $server->set(5)), "\n";
echo thrown_by(fn () => $server->set()), "\n";
?>
--EXPECT--
TypeError(0): Swoole\Server::set(): Argument #1 ($settings) must be of type array, int given
ArgumentCountError(0): Swoole\Server::set() expects exactly 1 argument, 0 given
