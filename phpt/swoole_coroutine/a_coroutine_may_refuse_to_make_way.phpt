--TEST--
disableScheduler() and enableScheduler() are the running coroutine's own, and say whether that is new
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Coroutine::set(['enable_preemptive_scheduler' => true]);
var_dump(Coroutine::enableScheduler(), Coroutine::disableScheduler());
$compute = function (string $name) {
    $end = hrtime(true) + 100e6;
    while (hrtime(true) < $end);
    echo "$name is done\n";
};
Coroutine\run(function () use ($compute) {
    go(function () use ($compute) {
        var_dump(Coroutine::disableScheduler(), Coroutine::disableScheduler());
        $compute('who refuses');
        var_dump(Coroutine::enableScheduler(), Coroutine::enableScheduler());
    });
    go($compute, 'who does not');
    echo "main goes on\n";
});
?>
--EXPECT--
bool(false)
bool(false)
bool(true)
bool(false)
who refuses is done
bool(true)
bool(false)
main goes on
who does not is done
