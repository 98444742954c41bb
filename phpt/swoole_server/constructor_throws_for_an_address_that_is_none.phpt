--TEST--
a host that cannot be an address: an exception that names it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$thrown = thrown_by(fn () => @new Swoole\Server('300.1.1.1', 0));
check(str_starts_with($thrown, 'Swoole\Exception(') && str_contains($thrown, 'failed to listen server port[300.1.1.1:0]'), $thrown);
echo "done\n";
?>
--EXPECTF--
%Adone
