--TEST--
swoole_strerror() of a number that means nothing says so
--FILE--
<?php
var_dump(swoole_strerror(99999), swoole_strerror(99999, SWOOLE_STRERROR_SWOOLE), swoole_strerror(1200, SWOOLE_STRERROR_SWOOLE), swoole_strerror(-1));
?>
--EXPECT--
string(19) "Unknown error 99999"
string(19) "Unknown error 99999"
string(18) "Unknown error 1200"
string(16) "Unknown error -1"
