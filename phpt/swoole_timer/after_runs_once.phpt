--TEST--
Timer::after() runs its callback once
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$runs = 0;
$id = Timer::after(1, function () use (&$runs) {
    $runs++;
});
Timer::after(15, fn () => null);
Event::wait();
var_dump($runs, Timer::exists($id));
?>
--EXPECT--
int(1)
bool(false)
