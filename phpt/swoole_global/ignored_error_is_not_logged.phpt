--TEST--
swoole_ignore_error() silences one error number; it is still the last error
--FILE--
<?php
swoole_ignore_error(777);
swoole_error_log_ex(SWOOLE_LOG_WARNING, 777, 'must not be written');
var_dump(swoole_last_error());
swoole_error_log_ex(SWOOLE_LOG_WARNING, 778, 'written');
?>
--EXPECTF--
int(777)
[%s]	WARNING	%s(ERRNO 778): written
