--TEST--
ten thousand timers all run, once each
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$runs = 0;
for ($i = 0; $i < 10000; $i++) {
    Timer::after(1 + $i % 7, function () use (&$runs) {
        $runs++;
    });
}
var_dump(Timer::stats()['num']);
Event::wait();
var_dump($runs);
?>
--EXPECT--
int(10000)
int(10000)
