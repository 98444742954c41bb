--TEST--
a timer that was cleared does not keep the loop alive
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::clear(Timer::after(60000, fn () => null));
Event::wait();
echo "ended at once\n";
?>
--EXPECT--
ended at once
