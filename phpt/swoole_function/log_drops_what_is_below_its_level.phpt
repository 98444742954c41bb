--TEST--
debug lines are dropped, an unknown level counts as information
--FILE--
<?php
swoole_error_log(SWOOLE_LOG_DEBUG, 'dropped');
swoole_error_log(SWOOLE_LOG_TRACE, 'dropped');
swoole_error_log(SWOOLE_LOG_INFO, 'one');
swoole_error_log(99, 'two');
?>
--EXPECTF--
[%d-%d-%d %d:%d:%d %c%d.0]	INFO	one
[%d-%d-%d %d:%d:%d %c%d.0]	INFO	two
