--TEST--
Event::rshutdown() runs the loop as the end of the script does
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, fn () => print "timer\n");
var_dump(@Event::rshutdown());
echo "end\n";
Event::wait();
?>
--EXPECT--
timer
NULL
end
