--TEST--
an ignored error stays out of the log, but is the last error nevertheless
--FILE--
<?php
swoole_ignore_error(SWOOLE_ERROR_SESSION_NOT_EXIST);
swoole_error_log_ex(SWOOLE_LOG_ERROR, SWOOLE_ERROR_SESSION_NOT_EXIST, 'not to be seen');
var_dump(swoole_last_error() === SWOOLE_ERROR_SESSION_NOT_EXIST);
swoole_error_log_ex(SWOOLE_LOG_ERROR, SWOOLE_ERROR_SESSION_CLOSED, 'to be seen');
?>
--EXPECTF--
bool(true)
[%d-%d-%d %d:%d:%d %c%d.0]	ERROR	zif_swoole_error_log_ex() (ERRNO 1004): to be seen
