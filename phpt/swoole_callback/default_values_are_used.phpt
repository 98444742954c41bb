--TEST--
parameters of a callback that are not given take their defaults
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::after(1, fn ($one, $two = 'default') => print "$one $two\n", 'given');
Swoole\Event::wait();
?>
--EXPECT--
given default
