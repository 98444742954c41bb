--TEST--
exists() is true from the call to the end of the last run
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$after = Timer::after(1, fn () => null);
$tick = Timer::tick(1, function ($id) {
    static $count = 0;
    var_dump(Timer::exists($id));
    if (++$count === 2) {
        Timer::clear($id);
    }
});
var_dump(Timer::exists($after), Timer::exists($tick), Timer::exists($tick + 1), Timer::exists(-1));
Timer::after(400, fn () => var_dump(Timer::exists($after), Timer::exists($tick)));
Event::wait();
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
bool(false)
bool(true)
bool(true)
bool(false)
bool(false)
