--TEST--
static variables of a callback live on from call to call
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::tick(1, function ($id) {
    static $count = 10;
    echo ++$count, "\n";
    if ($count === 12) {
        Timer::clear($id);
    }
});
Swoole\Event::wait();
?>
--EXPECT--
11
12
