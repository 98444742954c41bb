--TEST--
clear() and clearAll() return false as long as there never was a timer
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
var_dump(Timer::clear(1), Timer::clearAll(), Timer::exists(1));
Swoole\Event::wait();
?>
--EXPECT--
bool(false)
bool(false)
bool(false)
