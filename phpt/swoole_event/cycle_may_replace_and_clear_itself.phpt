--TEST--
the documented example: a cycle function replaces itself, the next one clears itself
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::tick(1, function ($id) {
    static $count = 0;
    if (++$count === 5) {
        Timer::clear($id);
    }
});
Swoole\Event::cycle(function () {
    echo "hello [1]\n";
    Swoole\Event::cycle(function () {
        echo "hello [2]\n";
        Swoole\Event::cycle(null);
    });
});
Swoole\Event::wait();
?>
--EXPECT--
hello [1]
hello [2]
