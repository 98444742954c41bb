--TEST--
constants name the bounds of a timer's time
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
var_dump(SWOOLE_TIMER_MIN_MS, SWOOLE_TIMER_MIN_SEC, SWOOLE_TIMER_MAX_MS, SWOOLE_TIMER_MAX_SEC);
Swoole\Event::wait();
?>
--EXPECT--
int(1)
float(0.001)
int(9223372036854775807)
float(9223372036854776)
