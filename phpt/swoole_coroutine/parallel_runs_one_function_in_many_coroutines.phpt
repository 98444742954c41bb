--TEST--
parallel() runs a function in so many coroutines at once and waits for them
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine;
use function Swoole\Coroutine\parallel;
Co\run(function () {
    $ids = [];
    parallel(3, function (...$arguments) use (&$ids) {
        $ids[] = Coroutine::getCid();
        Coroutine::sleep(0.01);
        echo count($ids), ' ', count($arguments), "\n";
    });
    var_dump(count(array_unique($ids)));
    parallel(0, fn () => print("never\n"));
    parallel(-1, fn () => print("never\n"));
});
parallel(2, fn () => print("outside of coroutines\n"));
?>
--EXPECT--
3 0
3 0
3 0
int(3)
outside of coroutines
outside of coroutines
