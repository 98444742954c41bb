--TEST--
wait() returns once done() was called as often as was added
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine;
use Swoole\Coroutine\WaitGroup;
Co\run(function () {
    $group = new WaitGroup(1);
    $group->add(2);
    foreach ([3, 1, 2] as $i) {
        go(function () use ($group, $i) {
            while ($group->count() > 4 - $i) {
                Coroutine::sleep(0.001);
            }
            echo "$i, ", $group->count(), " left\n";
            $group->done();
        });
    }
    var_dump($group->wait(), $group->count());
    // Nothing is left: it does not wait.
    var_dump($group->wait());
    // And it can be used again.
    $group->add();
    go(fn () => $group->done());
    var_dump($group->wait());
});
?>
--EXPECT--
1, 3 left
2, 2 left
3, 1 left
bool(true)
int(0)
bool(true)
bool(true)
