--TEST--
a lock may be unlocked by another process than has locked it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Lock;
const KINDS = [Lock::MUTEX, Lock::RWLOCK, Lock::SPINLOCK];

foreach (KINDS as $kind) {
    $lock = new Lock($kind);
    $lock->lock();
    if (pcntl_fork() === 0) {
        $lock->unlock();
        exit(0);
    }
    same(true, $lock->lock(LOCK_EX | ($kind === Lock::RWLOCK ? LOCK_NB : 0)) || wait_until(fn () => $lock->lock(LOCK_EX | LOCK_NB), 'the lock'), 'lock');
    pcntl_wait($status);
}
echo "done\n";
?>
--EXPECT--
done
