--TEST--
the first turn of a loop ends when a timer is due, and the next runs it: cycle() sees both
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$turn = 0;
Event::cycle(function () use (&$turn) {
    echo 'turn ', ++$turn, " is over\n";
    if ($turn === 3) {
        Event::cycle(null);
    }
});
Timer::after(20, function () {
    echo "first timer\n";
    Timer::after(20, fn () => print "second timer\n");
    Event::defer(fn () => print "deferred\n");
});
Event::wait();
?>
--EXPECT--
turn 1 is over
first timer
deferred
turn 2 is over
second timer
turn 3 is over
