--TEST--
a unix socket path beyond 107 characters: an exception with code 504
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$path = '/tmp/' . str_repeat('a', 200);
$thrown = thrown_by(fn () => new Swoole\Server($path, 0, SWOOLE_BASE, SWOOLE_UNIX_STREAM));
same("Swoole\Exception(504): failed to listen server port[$path:0], Error: Name too long[504]", $thrown, 'exception');
echo "done\n";
?>
--EXPECTF--
%Adone
