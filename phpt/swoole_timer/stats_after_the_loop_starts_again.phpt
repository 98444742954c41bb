--TEST--
when the loop has ended the timers' clock is gone and ids start again from one
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, fn () => null);
Timer::after(1, fn () => null);
Event::wait();
echo json_encode(Timer::stats()), "\n";
var_dump(Timer::after(1, fn () => null));
Event::wait();
?>
--EXPECT--
{"initialized":false,"num":0,"round":0}
int(1)
