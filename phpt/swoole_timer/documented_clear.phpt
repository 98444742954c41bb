--TEST--
the documented example of clear()
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$timer = Swoole\Timer::after(1000, function () {
    echo "timeout\n";
});

var_dump(Swoole\Timer::clear($timer));
var_dump($timer);
Swoole\Event::wait();
?>
--EXPECT--
bool(true)
int(1)
