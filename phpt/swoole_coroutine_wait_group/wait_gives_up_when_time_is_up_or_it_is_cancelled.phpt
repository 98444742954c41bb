--TEST--
wait() returns false when time is up or it is cancelled, and the group goes on
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine;
use Swoole\Coroutine\WaitGroup;
Co\run(function () {
    $group = new WaitGroup(1);
    var_dump($group->wait(0.01), $group->count());
    $waiting = Coroutine::getCid();
    go(function () use ($waiting) {
        Coroutine::sleep(0.01);
        Coroutine::cancel($waiting);
    });
    var_dump($group->wait(), $group->count());
    $group->add();
    $group->done();
    go(fn () => $group->done());
    var_dump($group->wait());
});
?>
--EXPECT--
bool(false)
int(1)
bool(false)
int(1)
bool(true)
