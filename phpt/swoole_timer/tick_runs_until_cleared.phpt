--TEST--
Timer::tick() runs its callback again and again until it is cleared
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::tick(1, function ($id) {
    static $count = 0;
    echo ++$count, "\n";
    if ($count === 4) {
        var_dump(Timer::clear($id));
    }
});
Swoole\Event::wait();
?>
--EXPECT--
1
2
3
4
bool(true)
