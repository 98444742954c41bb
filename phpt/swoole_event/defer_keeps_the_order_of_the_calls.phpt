--TEST--
deferred functions run in the order in which they were given
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
for ($i = 1; $i <= 5; $i++) {
    Event::defer(function () use ($i) {
        echo $i, "\n";
    });
}
Event::wait();
?>
--EXPECT--
1
2
3
4
5
