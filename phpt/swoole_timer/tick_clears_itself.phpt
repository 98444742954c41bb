--TEST--
a tick clears itself: it exists no more, may not be cleared again, and its callback goes on
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::tick(1, function ($id) {
    var_dump(Timer::exists($id), Timer::clear($id), Timer::exists($id), Timer::clear($id));
    echo "to the end\n";
});
Swoole\Event::wait();
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
bool(false)
to the end
