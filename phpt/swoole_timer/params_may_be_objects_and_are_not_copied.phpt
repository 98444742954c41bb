--TEST--
an object among the parameters is the very object that was given
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$object = new ArrayObject();
Timer::after(1, function ($got) use ($object) {
    var_dump($got === $object);
}, $object);
Swoole\Event::wait();
?>
--EXPECT--
bool(true)
