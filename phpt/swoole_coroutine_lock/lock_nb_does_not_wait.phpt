--TEST--
with LOCK_NB a lock that another coroutine has is refused at once
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine\Lock;
foreach ([false, true] as $shared) {
    Co\run(function () use ($shared) {
        $lock = new Lock($shared);
        var_dump($lock->lock(LOCK_EX | LOCK_NB));
        go(fn () => var_dump($lock->lock(LOCK_EX | LOCK_NB), $lock->errCode === SOCKET_EBUSY));
        $lock->unlock();
        go(fn () => var_dump($lock->lock(LOCK_NB)));
    });
}
?>
--EXPECT--
bool(true)
bool(false)
bool(true)
bool(true)
bool(true)
bool(false)
bool(true)
bool(true)
