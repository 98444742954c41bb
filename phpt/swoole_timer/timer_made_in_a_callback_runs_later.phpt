--TEST--
a timer made in a callback runs in a later round, not at once
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, function () {
    echo "outer\n";
    Timer::after(1, function () {
        echo "inner\n";
        Timer::after(1, fn () => print "innermost\n");
    });
    echo "end of outer\n";
});
Event::wait();
?>
--EXPECT--
outer
end of outer
inner
innermost
