--TEST--
swoole_errno() is the errno of the last failed system call
--FILE--
<?php
@file_get_contents('/there is no such file');
var_dump(swoole_errno(), swoole_strerror(swoole_errno()));
?>
--EXPECT--
int(2)
string(25) "No such file or directory"
