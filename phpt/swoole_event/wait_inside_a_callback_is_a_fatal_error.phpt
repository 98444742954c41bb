--TEST--
Event::wait() inside a callback is a fatal error
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, function () {
    echo "callback\n";
    Event::wait();
    echo "must not be reached\n";
});
Timer::after(5, fn () => print "must not run\n");
Event::wait();
echo "must not be reached either\n";
?>
--EXPECTF--
callback

Fatal error: Swoole\Event::wait(): Unable to call Event::wait() in coroutine in %s on line %d
