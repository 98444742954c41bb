--TEST--
a closure that uses a variable by reference writes through to it
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$count = 0;
Timer::tick(1, function ($id) use (&$count) {
    if (++$count === 3) {
        Timer::clear($id);
    }
});
Event::wait();
var_dump($count);
?>
--EXPECT--
int(3)
