--TEST--
Event::defer() returns at once; the function runs in the loop, without arguments
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
var_dump(Event::defer(function (...$args) {
    echo 'deferred, ', count($args), " arguments\n";
}));
echo "script goes on\n";
Event::wait();
echo "loop ended\n";
?>
--EXPECT--
bool(true)
script goes on
deferred, 0 arguments
loop ended
