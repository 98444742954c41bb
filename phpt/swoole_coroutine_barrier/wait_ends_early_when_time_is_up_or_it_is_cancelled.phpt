--TEST--
wait() returns when time is up or it is cancelled; who ends later resumes nobody
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine;
use Swoole\Coroutine\Barrier;
Co\run(function () {
    $hold = fn (Barrier $barrier) => go(function () use ($barrier) {
        Coroutine::sleep(0.1);
        echo "a holder ends\n";
    });
    $barrier = Barrier::make();
    $hold($barrier);
    Barrier::wait($barrier, 0.01);
    echo "time was up\n";
    $barrier = Barrier::make();
    $hold($barrier);
    $waiting = Coroutine::getCid();
    go(function () use ($waiting) {
        Coroutine::sleep(0.01);
        Coroutine::cancel($waiting);
    });
    Barrier::wait($barrier);
    echo "cancelled\n";
    // Waits for something else while the holders end.
    var_dump((new Chan())->pop(0.3));
});
?>
--EXPECT--
time was up
cancelled
a holder ends
a holder ends
bool(false)
