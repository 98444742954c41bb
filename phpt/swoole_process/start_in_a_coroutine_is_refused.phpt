--TEST--
start() in a coroutine is refused, and the coroutine goes on
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;
use Swoole\Process;
$refused = function (): void {
    try {
        (new Process(fn () => print "forked\n"))->start();
    } catch (Swoole\Error $e) {
        echo $e->getMessage(), "\n";
    }
};
go(function () use ($refused) {
    $refused();
    Coroutine::sleep(0.001);
    echo "the coroutine goes on\n";
});
Swoole\Timer::after(5, $refused); // a callback of the loop is one
Swoole\Event::wait();
?>
--EXPECT--
must be forked outside the coroutine
the coroutine goes on
must be forked outside the coroutine
