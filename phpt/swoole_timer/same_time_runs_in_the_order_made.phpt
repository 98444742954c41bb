--TEST--
timers of the same time run in the order in which they were made
--FILE--
<?php
// better than the reference: it runs them in no particular order.
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$order = [];
for ($i = 1; $i <= 50; $i++) {
    Timer::after(20, function () use ($i, &$order) {
        $order[] = $i;
    });
}
Event::wait();
// Making fifty timers may cross a millisecond, which keeps the order too.
var_dump($order === range(1, 50));
?>
--EXPECT--
bool(true)
