--TEST--
clearAll() inside a callback stops those due in the same round and the tick itself
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::tick(1, function ($id) {
    echo "tick\n";
    var_dump(Timer::clearAll(), Timer::exists($id));
});
Timer::tick(2, fn () => print "must not run\n");
Timer::after(2, fn () => print "must not run\n");
usleep(5000);
Event::wait();
echo "ended\n";
?>
--EXPECT--
tick
bool(true)
bool(false)
ended
