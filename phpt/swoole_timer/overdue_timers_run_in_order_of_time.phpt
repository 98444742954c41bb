--TEST--
timers that are all overdue when the loop starts run in the order of their times
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
foreach ([5, 1, 4, 2, 3] as $ms) {
    Timer::after($ms, fn () => print "$ms\n");
}
usleep(10000);
Swoole\Event::wait();
?>
--EXPECT--
1
2
3
4
5
