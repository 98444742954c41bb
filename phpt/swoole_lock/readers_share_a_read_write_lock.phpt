--TEST--
readers share a read-write lock and keep writers out; of other locks LOCK_SH takes all
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Lock;
const KINDS = [Lock::MUTEX, Lock::RWLOCK, Lock::SPINLOCK];

$lock = new Lock(Lock::RWLOCK);
same([true, true], [$lock->lock(LOCK_SH), $lock->lock(LOCK_SH, 1)], 'readers');
same([false, SOCKET_EBUSY], [$lock->lock(LOCK_EX | LOCK_NB), $lock->errCode], 'writer');
$lock->unlock();
same([false, SOCKET_ETIMEDOUT], [$lock->lock(LOCK_EX, 0.01), $lock->errCode], 'writer');
$lock->unlock();
same(true, $lock->lock(LOCK_EX, 1), 'writer after the last reader');
same([false, 35 /* EDEADLK */], [$lock->lock(LOCK_SH, 1), $lock->errCode], 'waiting for oneself');
foreach ([Lock::MUTEX, Lock::SPINLOCK] as $kind) {
    $lock = new Lock($kind);
    same([true, false], [$lock->lock(LOCK_SH), $lock->lock(LOCK_SH | LOCK_NB)], 'LOCK_SH');
}
echo "done\n";
?>
--EXPECT--
done
