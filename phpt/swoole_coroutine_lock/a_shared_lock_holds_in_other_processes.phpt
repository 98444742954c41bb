--TEST--
a shared lock keeps coroutines of other processes waiting, and a killed holder blocks nobody
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Lock;
foreach (['unlocks' => true, 'is killed' => false] as $how => $unlocks) {
    $lock = new Lock(true);
    [$mine, $its] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $child = pcntl_fork();
    if ($child === 0) {
        Co\run(function () use ($lock, $its) {
            $lock->lock();
            fwrite($its, "locked\n");
            fgets($its);
            $lock->unlock();
        });
        posix_kill(getmypid(), SIGKILL);
    }
    fgets($mine);
    Co\run(function () use ($lock, $mine, $child, $unlocks, $how) {
        same([false, SOCKET_EBUSY], [$lock->lock(LOCK_NB), $lock->errCode], "before the other process $how");
        $others = 0;
        go(function () use (&$others) {
            for ($i = 0; $i < 5; $i++) {
                Coroutine::sleep(0.001);
                $others++;
            }
        });
        go(function () use ($mine, $child, $unlocks) {
            Coroutine::sleep(0.02);
            $unlocks ? fwrite($mine, "unlock\n") : posix_kill($child, SIGKILL);
        });
        same(true, $lock->lock(), "after the other process $how");
        check($others > 0, 'others ran meanwhile');
        same(true, $lock->unlock(), 'given back');
    });
    pcntl_waitpid($child, $status);
}
?>
--EXPECT--
