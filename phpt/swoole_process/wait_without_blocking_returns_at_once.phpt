--TEST--
wait(false) takes a child that has ended and returns false while none has; a signal with a handler ends a wait that blocks
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(fn (Process $p) => $p->read());
$pid = $process->start();
same(false, Process::wait(false), 'none has ended');
pcntl_async_signals(true);
pcntl_signal(SIGUSR1, fn () => 0, false);
$stop = Scratch::path('stop');
$waker = new Process(function () use ($stop) {
    while (!file_exists($stop) && posix_kill(posix_getppid(), SIGUSR1)) {
        usleep(2000);
    }
}, false, 0);
$waker->start();
same(false, Process::wait(), 'interrupted');
same(PCNTL_EINTR, swoole_last_error(), 'last error');
touch($stop);
same($waker->pid, wait_until(fn () => Process::wait(false), 'the waker')['pid'], 'the waker');
$process->write('go');
same($pid, wait_until(fn () => Process::wait(false), 'the child')['pid'], 'the child');

echo "done\n";
?>
--EXPECT--
done
