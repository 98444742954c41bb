--TEST--
round in info() is the one that the timer was made in, however often it has run
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::tick(1, function (int $id) {
    static $runs = 0;
    $inner = Timer::after(1, fn () => null);
    echo Timer::info($id)['round'], ' ', Timer::info($inner)['round'] - Timer::stats()['round'], "\n";
    if (++$runs === 3) {
        Timer::clear($id);
    }
});
Swoole\Event::wait();
?>
--EXPECT--
0 0
0 0
0 0
