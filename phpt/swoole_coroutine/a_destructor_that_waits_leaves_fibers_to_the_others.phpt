--TEST--
while a destructor waits in one coroutine, PHP's fibers work in another
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;
class D { public function __destruct() { Coroutine::sleep(0.005); echo "destroyed\n"; } }
go(function () { new D; });
go(function () {
    $fiber = new Fiber(function () {
        Coroutine::sleep(0.001);
        echo Fiber::suspend('suspended'), "\n";
    });
    echo $fiber->start(), "\n";
    $fiber->resume('resumed');
});
Swoole\Event::wait();
?>
--EXPECT--
suspended
resumed
destroyed
