--TEST--
the callback of after() gets the given parameters and nothing else
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::after(1, fn (...$args) => print json_encode($args) . "\n");
Timer::after(2, fn (...$args) => print json_encode($args) . "\n", 'one', 2, [3], null);
Swoole\Event::wait();
?>
--EXPECT--
[]
["one",2,[3],null]
