--TEST--
a timer never runs before its time
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$early = 0;
for ($ms = 1; $ms <= 30; $ms++) {
    $start = hrtime(true);
    Timer::after($ms, function () use ($start, $ms, &$early) {
        // One millisecond of tolerance: the timer's clock counts whole milliseconds.
        if (hrtime(true) - $start < ($ms - 1) * 1e6) {
            $early++;
        }
    });
}
Event::wait();
var_dump($early);
?>
--EXPECT--
int(0)
