--TEST--
deep recursion in a coroutine works, and others keep their frames
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

function depth(int $n) { return $n === 0 ? Coroutine::sleep(0.001) : depth($n - 1); }
Co\run(function () {
    for ($i = 0; $i < 3; $i++) {
        go(function () { var_dump(depth(20_000)); });
    }
    go(function () { var_dump(array_sum(array_map(fn ($x) => array_sum(array_map(fn ($y) => depth(10) ? $y : 0, [1, $x])), [1, 2]))); });
});
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
int(5)
