--TEST--
new Swoole\Server\Port is refused
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

echo thrown_by(fn () => new Swoole\Server\Port()), "\n";
?>
--EXPECT--
Error(0): Call to private Swoole\Server\Port::__construct() from global scope
