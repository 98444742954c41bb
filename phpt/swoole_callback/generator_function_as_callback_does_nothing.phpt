--TEST--
a generator function is called, which runs none of its body
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, function () {
    echo "must not run\n";
    yield 1;
});
Timer::after(2, fn () => print "after it\n");
Event::wait();
?>
--EXPECT--
after it
