--TEST--
a coroutine that was given the barrier as an argument holds it until it unsets it
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine;
use Swoole\Coroutine\Barrier;
Co\run(function () {
    $barrier = Barrier::make();
    $gone = false;
    go(function (Barrier $barrier) use (&$gone) {
        Coroutine::sleep(0.01);
        unset($barrier);
        Coroutine::sleep(0.05);
        $gone = true;
        echo "the other one ends\n";
    }, $barrier);
    Barrier::wait($barrier);
    echo $gone ? "waited for its end\n" : "waited until it had dropped the barrier\n";
});
?>
--EXPECT--
waited until it had dropped the barrier
the other one ends
