--TEST--
setting a cycle function again replaces the former
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
Event::cycle(fn () => print "former\n");
var_dump(Event::cycle(fn () => print "latter\n"));
Event::defer(fn () => null);
Event::wait();
?>
--EXPECT--
bool(true)
latter
