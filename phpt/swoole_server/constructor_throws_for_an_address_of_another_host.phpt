--TEST--
an address that is not this machine's: an exception with code EADDRNOTAVAIL
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

echo thrown_by(fn () => new Swoole\Server('192.0.2.1', 0)), "\n";
?>
--EXPECT--
Swoole\Exception(99): failed to listen server port[192.0.2.1:0], Error: Cannot assign requested address[99]
