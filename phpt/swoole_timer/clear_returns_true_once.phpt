--TEST--
clear() returns true for a timer that exists and false from then on
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$id = Timer::after(1000, fn () => print "must not run\n");
var_dump(Timer::clear($id), Timer::clear($id), Timer::clear(999), Timer::clear(-1), Timer::clear(0));
Swoole\Event::wait();
?>
--EXPECT--
bool(true)
bool(false)
bool(false)
bool(false)
bool(false)
