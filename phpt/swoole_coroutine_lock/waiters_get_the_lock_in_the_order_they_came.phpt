--TEST--
a coroutine that waits for a lock gives way to others; waiters get it in the order in which they came
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine;
use Swoole\Coroutine\Lock;
foreach ([false, true] as $shared) {
    Co\run(function () use ($shared) {
        $lock = new Lock($shared);
        $lock->lock();
        foreach ([1, 2, 3] as $i) {
            go(function () use ($lock, $i) {
                var_dump($lock->lock());
                echo "$i has it\n";
                Coroutine::sleep(0.005);
                echo "$i gives it back\n";
                $lock->unlock();
            });
        }
        echo "all wait\n";
        Coroutine::sleep(0.005);
        var_dump($lock->unlock());
    });
}
?>
--EXPECT--
all wait
bool(true)
bool(true)
1 has it
1 gives it back
bool(true)
2 has it
2 gives it back
bool(true)
3 has it
3 gives it back
all wait
bool(true)
bool(true)
1 has it
1 gives it back
bool(true)
2 has it
2 gives it back
bool(true)
3 has it
3 gives it back
