--TEST--
alarm() has the signal of its timer sent again and again until it is called with a negative number
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$count = 0;
Process::signal(SIGALRM, function () use (&$count) {
    if (++$count >= 3) {
        same(true, Process::alarm(-1), 'the end of it');
        Swoole\Timer::clearAll();
    }
});
Swoole\Timer::after(10_000, fn () => 0);
pcntl_alarm(0);
same(true, Process::alarm(2_000), 'alarm');
Swoole\Event::wait();
// One more may have been on its way.
check($count === 3 || $count === 4, "times: $count");
same([false, ['Warning: Swoole\Process::alarm(): setitimer() failed, Error: Invalid argument[22]']], with_warnings(fn () => Process::alarm(1000, 9)), 'no such timer');

echo "done\n";
?>
--EXPECT--
done
