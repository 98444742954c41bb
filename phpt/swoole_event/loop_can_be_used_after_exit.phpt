--TEST--
the loop can be used again after Event::exit()
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, fn () => Event::exit());
Event::wait();
Timer::after(1, fn () => print "again\n");
Event::wait();
?>
--EXPECT--
again
