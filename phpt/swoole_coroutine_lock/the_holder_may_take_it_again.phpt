--TEST--
the coroutine that has the lock may take it again; one unlock() gives it back
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine\Lock;
Co\run(function () {
    $lock = new Lock();
    var_dump($lock->lock(), $lock->lock(), $lock->lock(LOCK_NB));
    $lock->unlock();
    go(fn () => var_dump($lock->lock(LOCK_NB)));
    // Another coroutine's, which has ended: anybody may give it back.
    var_dump($lock->lock(LOCK_NB), $lock->unlock(), $lock->lock(LOCK_NB));
});
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(false)
bool(true)
bool(true)
