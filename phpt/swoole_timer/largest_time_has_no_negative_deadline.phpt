--TEST--
the deadline of the largest time is not negative
--FILE--
<?php
// better than the reference: it adds up beyond the largest integer.
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(5, function () {
    $id = Timer::after(PHP_INT_MAX, fn () => null);
    var_dump(Timer::info($id)['exec_msec'] > 0);
    Timer::clear($id);
});
Event::wait();
?>
--EXPECT--
bool(true)
