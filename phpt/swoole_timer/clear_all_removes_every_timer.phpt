--TEST--
clearAll() removes all timers and returns true
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
for ($i = 0; $i < 5; $i++) {
    Timer::after(1, fn () => print "must not run\n");
    Timer::tick(1, fn () => print "must not run\n");
}
var_dump(Timer::clearAll(), Timer::stats()['num'], count(Timer::list()), Timer::clearAll());
Event::wait();
echo "ended\n";
?>
--EXPECT--
bool(true)
int(0)
int(0)
bool(true)
ended
