--TEST--
a timer's time runs from the call, not from the start of the loop
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$start = hrtime(true);
Timer::after(30, function () use ($start) {
    echo "first\n";
});
usleep(40000);
Timer::after(1, fn () => print "second\n");
Event::wait();
?>
--EXPECT--
first
second
