--TEST--
a timer made in a callback gets an id of its own
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$first = Timer::after(1, function () use (&$first) {
    $second = Timer::after(1, fn () => print "second\n");
    var_dump($second > $first);
});
Swoole\Event::wait();
?>
--EXPECT--
bool(true)
second
