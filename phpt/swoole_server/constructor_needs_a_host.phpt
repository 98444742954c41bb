--TEST--
the constructor needs its first argument
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

echo thrown_by(fn () => new Swoole\Server()), "\n";
?>
--EXPECT--
ArgumentCountError(0): Swoole\Server::__construct() expects at least 1 argument, 0 given
