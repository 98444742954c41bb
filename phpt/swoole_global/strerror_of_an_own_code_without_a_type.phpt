--TEST--
swoole_strerror() of one of the extension's own codes needs no type
--FILE--
<?php
var_dump(swoole_strerror(SWOOLE_ERROR_INVALID_PARAMS), swoole_strerror(SWOOLE_ERROR_TASK_TIMEOUT));
?>
--EXPECT--
string(14) "Invalid params"
string(12) "Task timeout"
