--TEST--
Event::dispatch() inside a timer does not run that timer again
--FILE--
<?php
// better than the reference: it runs the timer inside itself for ever.
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, function () {
    static $runs = 0;
    echo "timer\n";
    if (++$runs > 1) {
        die("the timer runs inside itself\n");
    }
    Event::defer(fn () => print "deferred\n");
    Event::dispatch();
    echo "end of timer\n";
});
Event::wait();
?>
--EXPECT--
timer
deferred
end of timer
