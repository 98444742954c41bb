--TEST--
Event::exit() outside the loop drops what was registered
--FILE--
<?php
use Swoole\{Event, Timer};
Timer::after(1, fn () => print "must not run\n");
Event::exit();
Event::wait();
echo "end\n";
?>
--EXPECT--
end
