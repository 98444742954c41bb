--TEST--
rounds run by Event::dispatch() serve timers and deferred functions too
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$left = 2;
Timer::after(2, function () use (&$left) {
    echo "timer\n";
    $left--;
});
Event::defer(function () use (&$left) {
    echo "deferred\n";
    $left--;
});
while ($left > 0) {
    Event::dispatch();
}
Event::wait();
?>
--EXPECT--
deferred
timer
