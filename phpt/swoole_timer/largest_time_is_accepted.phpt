--TEST--
the largest integer is a time that never comes, also when the clock has advanced
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$ids = [Timer::after(PHP_INT_MAX, fn () => print "must not run\n"), Timer::tick(86400001, fn () => print "must not run\n")];
Timer::after(5, function () use (&$ids) {
    $ids[] = Timer::after(PHP_INT_MAX, fn () => print "must not run\n");
    $ids[] = Timer::tick(PHP_INT_MAX - 1, fn () => print "must not run\n");
    Timer::after(5, function () use (&$ids) {
        echo count(array_filter($ids, Timer::exists(...))), " wait\n";
        array_map(Timer::clear(...), $ids);
    });
});
Event::wait();
?>
--EXPECT--
4 wait
