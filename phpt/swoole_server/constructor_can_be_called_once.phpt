--TEST--
a server cannot be constructed twice, nor cloned, nor serialized
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
echo thrown_by(fn () => $server->__construct('127.0.0.1', 0)), "\n";
echo thrown_by(fn () => clone $server), "\n";
echo thrown_by(fn () => serialize($server)), "\n";
?>
--EXPECT--
Error(0): Constructor of Swoole\Server can only be called once
Error(0): Trying to clone an uncloneable object of class Swoole\Server
Exception(0): Serialization of 'Swoole\Server' is not allowed
