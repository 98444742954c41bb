--TEST--
Event::dispatch() returns false at once when nothing is registered
--FILE--
<?php
use Swoole\Event;
var_dump(Event::dispatch());
Event::wait();
?>
--EXPECT--
bool(false)
