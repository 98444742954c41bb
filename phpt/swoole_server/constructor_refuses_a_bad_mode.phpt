--TEST--
the constructor refuses an unknown mode
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

echo thrown_by(fn () => new Swoole\Server('127.0.0.1', 0, 99)), "\n";
?>
--EXPECT--
Error(0): invalid $mode parameters 99
