--TEST--
list() is an empty iterator as long as there are no timers
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
var_dump(Timer::list()::class, iterator_to_array(Timer::list()));
Swoole\Event::wait();
?>
--EXPECT--
string(21) "Swoole\Timer\Iterator"
array(0) {
}
