--TEST--
a timer of 50 ms runs after at least 49 ms
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$start = hrtime(true);
Timer::after(50, function () use ($start) {
    var_dump(hrtime(true) - $start >= 49e6);
});
Event::wait();
?>
--EXPECT--
bool(true)
