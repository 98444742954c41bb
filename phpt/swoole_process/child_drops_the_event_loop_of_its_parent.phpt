--TEST--
timers, descriptors and signals of the parent's loop are not the child's, which has a loop of its own
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

[$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Swoole\Timer::tick(5, function ($timer) {
    static $count = 0;
    check(getmypid() === $GLOBALS['parent'], 'the timer of the parent');
    if (++$count === 30) {
        Swoole\Timer::clear($timer);
        Swoole\Event::del($GLOBALS['ours']);
        Process::signal(SIGUSR1, null);
    }
});
Swoole\Event::add($ours, fn () => 0);
Process::signal(SIGUSR1, function () { check(false, 'the handler of the parent'); });
$parent = getmypid();
$process = new Process(function () {
    same([], iterator_to_array(Swoole\Timer::list()), 'timers');
    Swoole\Timer::after(10, function () { echo "timer of the child\n"; });
    Process::signal(SIGUSR2, function () { echo "signal of the child\n"; Swoole\Event::exit(); });
    Swoole\Timer::after(20, function () { posix_kill(getmypid(), SIGUSR2); });
    Swoole\Timer::after(10_000, fn () => 0);
});
$process->start();
same(0, Process::wait()['code'], 'exit code');
$victim = new Process(function () { posix_kill(getmypid(), SIGUSR1); });
$victim->start();
same(SIGUSR1, Process::wait()['signal'], 'the signal does again what it does by default');
Swoole\Event::wait();
?>
--EXPECT--
timer of the child
signal of the child
