--TEST--
Event::exit() outside the loop drops what was registered
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, fn () => print "must not run\n");
Event::exit();
Event::wait();
echo "end\n";
?>
--EXPECT--
end
