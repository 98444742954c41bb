--TEST--
Event::dispatch() returns false at once when nothing is registered
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
var_dump(Event::dispatch());
Event::wait();
?>
--EXPECT--
bool(false)
