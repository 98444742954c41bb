--TEST--
disableScheduler() and enableScheduler() are the running coroutine's own, and say whether that is new
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Coroutine::set(['enable_preemptive_scheduler' => true]);
var_dump(Coroutine::enableScheduler(), Coroutine::disableScheduler());
Coroutine\run(function () {
    $others = 0;
    go(function () use (&$others) {
        var_dump(Coroutine::disableScheduler(), Coroutine::disableScheduler());
        for ($end = hrtime(true) + 100e6; hrtime(true) < $end;);
        var_dump($others, Coroutine::enableScheduler(), Coroutine::enableScheduler());
        while (!$others) { hrtime(); }
        echo "made way\n";
    });
    $others++;
});
?>
--EXPECT--
bool(false)
bool(false)
bool(true)
bool(false)
int(0)
bool(true)
bool(false)
made way
