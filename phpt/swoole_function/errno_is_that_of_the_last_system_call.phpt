--TEST--
swoole_errno() tells why the last system call failed
--FILE--
<?php
@file_get_contents('/nonexistent/file');
var_dump(swoole_errno() === SOCKET_ENOENT);
?>
--EXPECT--
bool(true)
