--TEST--
a function deferred in a timer runs after the other timers that are due
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, function () {
    echo "first timer\n";
    Event::defer(function () {
        echo "deferred\n";
    });
});
Timer::after(2, function () {
    echo "second timer\n";
});
usleep(5000);
Event::wait();
?>
--EXPECT--
first timer
second timer
deferred
