--TEST--
ids are integers that count up from one, for both kinds of timers alike
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
var_dump(Timer::after(1000, fn () => null), Timer::tick(1000, fn () => null));
Timer::clear(2);
var_dump(Timer::after(1000, fn () => null));
Timer::clearAll();
var_dump(Timer::after(1000, fn () => null));
Timer::clearAll();
Swoole\Event::wait();
?>
--EXPECT--
int(1)
int(2)
int(3)
int(4)
