--TEST--
coroutines that have ended leave nothing behind
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

$round = function () {
    for ($i = 0; $i < 20_000; $i++) {
        go(function () { $x = str_repeat('x', 100); });
        Coroutine::resume(go(function () { Coroutine::yield(); }));
    }
    for ($i = 0; $i < 500; $i++) {
        go(fn () => Coroutine::sleep(0.001));
    }
    Swoole\Event::wait();
    return memory_get_usage();
};
$round();
$before = $round();
$round();
var_dump(abs($round() - $before) < 4096);
?>
--EXPECT--
bool(true)
