--TEST--
a unix socket in a directory that does not exist: an exception with code ENOENT
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

echo thrown_by(fn () => new Swoole\Server('/nonexistent/x.sock', 0, SWOOLE_BASE, SWOOLE_UNIX_STREAM)), "\n";
?>
--EXPECT--
Swoole\Exception(2): failed to listen server port[/nonexistent/x.sock:0], Error: No such file or directory[2]
