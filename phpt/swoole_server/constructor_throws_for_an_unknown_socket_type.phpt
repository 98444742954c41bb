--TEST--
an unknown socket type: an exception with code ESOCKTNOSUPPORT
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$thrown = thrown_by(fn () => new Swoole\Server('127.0.0.1', 0, SWOOLE_BASE, 77));
same('Swoole\Exception(94): failed to listen server port[127.0.0.1:0], Error: Socket type not supported[94]', $thrown, 'exception');
echo "done\n";
?>
--EXPECTF--
%Adone
