--TEST--
a log line: time, process, level, text
--FILE--
<?php
foreach ([SWOOLE_LOG_INFO, SWOOLE_LOG_NOTICE, SWOOLE_LOG_WARNING, SWOOLE_LOG_ERROR] as $level) {
    var_dump(swoole_error_log($level, "text of $level"));
}
?>
--EXPECTF--
[%d-%d-%d %d:%d:%d %%d.0]	INFO	text of 2
NULL
[%d-%d-%d %d:%d:%d %%d.0]	NOTICE	text of 3
NULL
[%d-%d-%d %d:%d:%d %%d.0]	WARNING	text of 4
NULL
[%d-%d-%d %d:%d:%d %%d.0]	ERROR	text of 5
NULL
