--TEST--
wait() lets go of the barrier and returns when the last coroutine that holds it has ended
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine;
use Swoole\Coroutine\Barrier;
Co\run(function () {
    $barrier = Barrier::make();
    $ended = 0;
    foreach ([3, 1, 2] as $i) {
        go(function () use ($barrier, &$ended, $i) {
            Coroutine::sleep($i * 0.01);
            $ended++;
        });
    }
    Barrier::wait($barrier);
    var_dump($ended, $barrier);
    // Nobody else holds it: it does not wait, not even outside of coroutines.
    $barrier = Barrier::make();
    Barrier::wait($barrier);
});
$barrier = Barrier::make();
Barrier::wait($barrier);
var_dump($barrier);
?>
--EXPECT--
int(3)
NULL
NULL
