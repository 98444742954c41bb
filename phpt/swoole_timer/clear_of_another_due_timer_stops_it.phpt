--TEST--
a callback clears another timer that is due in the same round: it does not run
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$other = null;
Timer::after(1, function () use (&$other) {
    var_dump(Timer::clear($other));
});
$other = Timer::after(2, fn () => print "must not run\n");
usleep(5000);
Swoole\Event::wait();
?>
--EXPECT--
bool(true)
