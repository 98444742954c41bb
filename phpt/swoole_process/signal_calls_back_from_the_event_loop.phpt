--TEST--
signal() calls back from the event loop; setting it again replaces the callback, null removes it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$seen = [];
same(true, Process::signal(SIGUSR1, function (int $signal) use (&$seen) {
    $seen[] = "first $signal";
    Process::signal(SIGUSR1, function (int $signal) use (&$seen) {
        $seen[] = "second $signal";
        Process::signal(SIGUSR1, null);
        Swoole\Timer::clearAll();
    });
    posix_kill(getmypid(), SIGUSR1);
}), 'signal');
Swoole\Timer::after(5, fn () => posix_kill(getmypid(), SIGUSR1));
Swoole\Timer::after(60_000, fn () => 0);
Swoole\Event::wait();
same(['first ' . SIGUSR1, 'second ' . SIGUSR1], $seen, 'calls');
same([false, ['Warning: Swoole\Process::signal(): unable to find the callback of signal [10]']], with_warnings(fn () => Process::signal(SIGUSR1, null)), 'removed');

echo "done\n";
?>
--EXPECT--
done
