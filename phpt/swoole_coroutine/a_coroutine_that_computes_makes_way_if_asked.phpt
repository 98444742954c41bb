--TEST--
enable_preemptive_scheduler: a coroutine that computes for long makes way for others, timers too
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Coroutine::set(['enable_preemptive_scheduler' => true]);
Coroutine\run(function () {
    $flag = true;
    $timers = 0;
    $timer = Swoole\Timer::tick(1, function () use (&$timers) { $timers++; });
    go(function () use (&$flag, &$timers) {
        // An inner function of PHP's, which calls back, is interrupted in the callback.
        array_map(function () use (&$flag) { while ($flag) { hrtime(); } }, [1]);
        echo "computed\n";
        while ($timers < 3) { hrtime(); }
        echo "timers have run\n";
    });
    echo "others run\n";
    Coroutine::sleep(0.001);
    $flag = false;
    while ($timers < 5) { hrtime(); }
    Swoole\Timer::clear($timer);
});
?>
--EXPECT--
others run
computed
timers have run
