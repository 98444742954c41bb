--TEST--
a list is a snapshot: timers may be cleared while it is walked
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
for ($i = 0; $i < 5; $i++) {
    Timer::after(1000, fn () => null);
}
$list = Timer::list();
foreach ($list as $id) {
    var_dump(Timer::clear($id));
}
var_dump(count($list), count(Timer::list()));
Swoole\Event::wait();
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(5)
int(0)
