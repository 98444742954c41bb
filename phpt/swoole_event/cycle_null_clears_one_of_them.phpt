--TEST--
Event::cycle(null) clears the function of its own place only and says whether there was one
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
var_dump(Event::cycle(null), Event::cycle(null, true));
Event::cycle(fn () => print "after\n");
Event::cycle(fn () => print "before\n", true);
var_dump(Event::cycle(null), Event::cycle(null));
Event::defer(fn () => print "round\n");
Event::wait();
?>
--EXPECT--
bool(false)
bool(false)
bool(true)
bool(false)
before
round
