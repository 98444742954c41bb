--TEST--
a fatal error in a callback (memory limit) ends the process; shutdown functions run
--INI--
memory_limit=16M
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
register_shutdown_function(fn () => print "\nshutdown\n");
Timer::after(1, function () {
    $text = str_repeat('x', 64 << 20);
    echo "must not be reached\n";
});
Timer::after(20, fn () => print "must not run\n");
Event::wait();
echo "must not be reached either\n";
?>
--EXPECTF--
%AFatal error: Allowed memory size of 16777216 bytes exhausted (tried to allocate %d bytes) in %s on line %d

shutdown
