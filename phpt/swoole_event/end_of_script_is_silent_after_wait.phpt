--TEST--
a script whose loop has ended prints no deprecation notice
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, fn () => print "timer\n");
Event::wait();
echo "end of script\n";
?>
--EXPECT--
timer
end of script
