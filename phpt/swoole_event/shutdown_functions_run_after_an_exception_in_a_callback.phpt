--TEST--
shutdown functions run after an exception out of a callback
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
register_shutdown_function(fn () => print "\nshutdown\n");
Timer::after(1, fn () => throw new Exception('boom'));
Event::wait();
?>
--EXPECTF--
%AFatal error: Uncaught Exception: boom in %s:%d
Stack trace:
%A
  thrown in %s on line %d

shutdown
