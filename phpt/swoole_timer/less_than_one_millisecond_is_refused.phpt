--TEST--
a time of less than one millisecond warns and returns false
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Timer;
foreach (['after', 'tick'] as $method) {
    foreach ([0, -1, PHP_INT_MIN] as $ms) {
        same([false, ["Warning: Swoole\\Timer::$method(): Timer must be greater than or equal to 1"]], with_warnings(fn () => Timer::$method($ms, fn () => null)), "$method $ms");
    }
}
same(0, Timer::stats()['num'], 'number of timers');
echo "done\n";
Swoole\Event::wait();
?>
--EXPECT--
done
