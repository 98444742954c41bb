--TEST--
timers that are all overdue when the loop starts run in the order of their times
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
// Far enough apart for a machine that lets us wait between two of them.
foreach ([500, 100, 400, 200, 300] as $ms) {
    Timer::after($ms, fn () => print "$ms\n");
}
usleep(501000);
Swoole\Event::wait();
?>
--EXPECT--
100
200
300
400
500
