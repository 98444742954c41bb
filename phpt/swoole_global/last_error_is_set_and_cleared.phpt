--TEST--
swoole_last_error() is zero at first, set by a failure, and cleared by swoole_clear_error()
--FILE--
<?php
var_dump(swoole_last_error());
ob_start();
swoole_error_log_ex(SWOOLE_LOG_ERROR, SWOOLE_ERROR_MALLOC_FAIL, 'text');
ob_end_clean();
var_dump(swoole_last_error() === SWOOLE_ERROR_MALLOC_FAIL);
var_dump(swoole_clear_error(), swoole_last_error());
?>
--EXPECTF--
int(0)
%Abool(true)
NULL
int(0)
