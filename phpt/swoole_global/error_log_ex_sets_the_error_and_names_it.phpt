--TEST--
swoole_error_log_ex() sets the last error and writes its number
--FILE--
<?php
swoole_error_log_ex(SWOOLE_LOG_WARNING, 9999, 'text');
var_dump(swoole_last_error());
?>
--EXPECTF--
[%s]	WARNING	%s(ERRNO 9999): text
int(9999)
