--TEST--
what is deferred runs at the coroutine's end, last first, and may defer more
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

go(function () {
    Coroutine::defer(fn () => print("first\n"));
    defer(function () {
        echo "second\n";
        Coroutine::defer(fn () => print("of the second\n"));
        Coroutine::sleep(0.001);
        echo "second has slept\n";
    });
    echo "body\n";
});
Swoole\Event::wait();
?>
--EXPECT--
body
second
second has slept
of the second
first
