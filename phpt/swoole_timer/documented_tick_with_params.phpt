--TEST--
the documented example of tick() with two parameters and a timer inside
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
// The documentation's 3,000 and 14,000 ms, a thousand times faster; the outer tick is cleared so that the script ends.
Swoole\Timer::tick(3, function (int $timer_id, $param1, $param2) {
    echo "timer_id #$timer_id, after 3ms.\n";
    echo "param1 is $param1, param2 is $param2.\n";
    Swoole\Timer::clear($timer_id);

    Swoole\Timer::tick(14, function ($timer_id) {
        echo "timer_id #$timer_id, after 14ms.\n";
        Swoole\Timer::clear($timer_id);
    });
}, "A", "B");
Swoole\Event::wait();
?>
--EXPECT--
timer_id #1, after 3ms.
param1 is A, param2 is B.
timer_id #2, after 14ms.
