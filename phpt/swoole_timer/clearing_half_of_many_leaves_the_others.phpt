--TEST--
clearing half of a thousand timers leaves the other half
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$runs = 0;
$ids = [];
for ($i = 0; $i < 1000; $i++) {
    $ids[] = Timer::after(20 + $i % 5, function () use (&$runs) {
        $runs++;
    });
}
$cleared = count(array_filter(array_filter($ids, fn ($id) => $id % 2 === 0), Timer::clear(...)));
var_dump($cleared, Timer::stats()['num']);
Event::wait();
var_dump($runs);
?>
--EXPECT--
int(500)
int(500)
int(500)
