--TEST--
a coroutine made in a PHP Fiber goes on when that has ended
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

$fiber = new Fiber(function () {
    go(function () {
        try {
            Fiber::suspend();
        } catch (FiberError $e) {
            echo $e->getMessage(), "\n";
        }
        Coroutine::sleep(0.001);
        echo "coroutine\n";
    });
    echo Fiber::suspend('suspended'), "\n";
});
echo $fiber->start(), "\n";
$fiber->resume('resumed');
unset($fiber);
Swoole\Event::wait();
?>
--EXPECT--
Cannot suspend outside of a fiber
suspended
resumed
coroutine
