--TEST--
info() of a tick that has just cleared itself says so
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::tick(1, function ($id) {
    var_dump(Timer::info($id)['removed']);
    Timer::clear($id);
    var_dump(Timer::info($id)['removed'] ?? true);
});
Swoole\Event::wait();
?>
--EXPECT--
bool(false)
bool(true)
