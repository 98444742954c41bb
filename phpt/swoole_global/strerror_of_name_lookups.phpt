--TEST--
swoole_strerror() knows the errors of name lookups, of both kinds
--FILE--
<?php
var_dump(swoole_strerror(-2, SWOOLE_STRERROR_GAI), swoole_strerror(1, SWOOLE_STRERROR_DNS), swoole_strerror(2, SWOOLE_STRERROR_DNS));
?>
--EXPECTF--
string(25) "Name or service not known"
string(12) "Unknown host"
string(%d) "Host name lookup failure"
