--TEST--
a timer made in a shutdown function that was registered before the loop's first use runs
--INI--
error_reporting=E_ALL & ~E_DEPRECATED
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
register_shutdown_function(function () {
    Timer::after(1, fn () => print "made before\n");
});
Timer::after(20, fn () => print "made in the script\n");
?>
--EXPECT--
made before
made in the script
