--TEST--
Event::wait() returns null, at once when nothing is left
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
var_dump(Event::wait());
Timer::after(1, fn () => print "timer\n");
var_dump(Event::wait(), Event::wait());
Event::wait();
?>
--EXPECT--
NULL
timer
NULL
NULL
