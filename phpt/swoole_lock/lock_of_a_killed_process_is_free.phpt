--TEST--
better than the reference: a lock whose holder was killed is free
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Lock;
const KINDS = [Lock::MUTEX, Lock::RWLOCK, Lock::SPINLOCK];

foreach (KINDS as $kind) {
    foreach ([LOCK_EX, LOCK_SH] as $operation) {
        $lock = new Lock($kind);
        [$here, $there] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        $pid = pcntl_fork();
        if ($pid === 0) {
            $lock->lock($operation);
            fwrite($there, "locked\n");
            sleep(60);
        }
        fgets($here);
        same(false, $lock->lock(LOCK_EX | LOCK_NB), 'lock while it lives');
        posix_kill($pid, SIGKILL);
        same(true, $lock->lock(LOCK_EX, PATIENCE), 'lock when it is dead');
        pcntl_waitpid($pid, $status);
    }
}
echo "done\n";
?>
--EXPECT--
done
