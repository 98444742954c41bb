--TEST--
a cancelled lock() returns false, and the lock goes to the next
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs

use Swoole\Coroutine;
use Swoole\Coroutine\Lock;
Co\run(function () {
    $lock = new Lock();
    $lock->lock();
    $id = go(fn () => var_dump($lock->lock(), $lock->errCode === SWOOLE_ERROR_CO_CANCELED));
    go(fn () => var_dump($lock->lock()));
    Coroutine::cancel($id);
    $lock->unlock();
});
?>
--EXPECT--
bool(false)
bool(true)
bool(true)
