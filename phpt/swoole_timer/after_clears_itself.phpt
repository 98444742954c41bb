--TEST--
an after timer exists inside its own callback and may be cleared there, once
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$id = Timer::after(1, function () use (&$id) {
    var_dump(Timer::exists($id), Timer::clear($id), Timer::exists($id), Timer::clear($id));
});
Swoole\Event::wait();
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
bool(false)
