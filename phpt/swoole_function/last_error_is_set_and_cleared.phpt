--TEST--
the last error is what was logged last, until it is cleared
--FILE--
<?php
var_dump(swoole_last_error());
swoole_error_log_ex(SWOOLE_LOG_WARNING, SWOOLE_ERROR_SESSION_CLOSED, 'first');
var_dump(swoole_last_error() === SWOOLE_ERROR_SESSION_CLOSED);
swoole_error_log(SWOOLE_LOG_NOTICE, 'no number');
var_dump(swoole_last_error() === SWOOLE_ERROR_SESSION_CLOSED);
swoole_clear_error();
var_dump(swoole_last_error());
?>
--EXPECTF--
int(0)
[%d-%d-%d %d:%d:%d %c%d.0]	WARNING	zif_swoole_error_log_ex() (ERRNO 1004): first
bool(true)
[%d-%d-%d %d:%d:%d %c%d.0]	NOTICE	no number
bool(true)
int(0)
