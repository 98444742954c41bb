--TEST--
info() of an id that no timer has is null
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$id = Timer::after(1000, fn () => null);
var_dump(Timer::info($id + 1), Timer::info(-1), Timer::info(0));
Timer::clear($id);
var_dump(Timer::info($id));
Swoole\Event::wait();
?>
--EXPECT--
NULL
NULL
NULL
NULL
