--TEST--
a callback that wants more than it gets is an uncaught error
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, function ($one, $two) {
    echo "must not run\n";
}, 'one');
Event::wait();
echo "must not be reached\n";
?>
--EXPECTF--
%AFatal error: Uncaught ArgumentCountError: Too few arguments to function {closure}(), 1 passed and exactly 2 expected in %s:%d
Stack trace:
%A
  thrown in %s on line %d
