--TEST--
what was deferred before Event::exit() still runs
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, function () {
    Event::defer(fn () => print "deferred\n");
    Event::exit();
});
Timer::after(10_000, fn () => print "must not run\n");
Event::wait();
?>
--EXPECT--
deferred
