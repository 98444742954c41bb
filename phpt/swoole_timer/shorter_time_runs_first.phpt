--TEST--
timers run in the order of their times, whatever the order in which they were made
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
foreach ([15, 3, 9, 6, 12] as $ms) {
    Timer::after($ms, fn () => print "$ms\n");
}
Swoole\Event::wait();
?>
--EXPECT--
3
6
9
12
15
