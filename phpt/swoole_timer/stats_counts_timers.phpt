--TEST--
stats() tells whether there is a timer clock, how many timers wait, and how many rounds have run
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
echo json_encode(Timer::stats()), "\n";
$id = Timer::after(1000, fn () => null);
Timer::tick(1000, fn () => null);
echo json_encode(Timer::stats()), "\n";
Timer::clear($id);
echo json_encode(Timer::stats()), "\n";
Timer::clearAll();
echo json_encode(Timer::stats()), "\n";
Event::wait();
?>
--EXPECT--
{"initialized":false,"num":0,"round":0}
{"initialized":true,"num":2,"round":0}
{"initialized":true,"num":1,"round":0}
{"initialized":true,"num":0,"round":0}
