--TEST--
a lock keeps others out until it is unlocked, and says why
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Lock;
const KINDS = [Lock::MUTEX, Lock::RWLOCK, Lock::SPINLOCK];

foreach (KINDS as $kind) {
    $lock = new Lock($kind);
    same([true, 0], [$lock->lock(), $lock->errCode], 'lock');
    same([false, SOCKET_EBUSY], [$lock->lock(LOCK_EX | LOCK_NB), $lock->errCode], 'without waiting');
    if (pcntl_fork() === 0) {
        same([false, SOCKET_ETIMEDOUT], [$lock->lock(LOCK_EX, 0.05), $lock->errCode], 'in another process');
        exit(0);
    }
    pcntl_wait($status);
    same([true, true], [$lock->unlock(), $lock->unlock()], 'unlock');
    same(true, $lock->lock(LOCK_EX | LOCK_NB), 'lock again');
}
echo "done\n";
?>
--EXPECT--
done
