--TEST--
the loop at the end of the script runs among the shutdown functions where it was first used
--INI--
error_reporting=E_ALL & ~E_DEPRECATED
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
register_shutdown_function(fn () => print "registered before the loop\n");
Timer::after(1, function () {
    echo "timer\n";
    register_shutdown_function(fn () => print "registered in the loop\n");
});
register_shutdown_function(fn () => print "registered after the loop\n");
class Last
{
    public function __destruct()
    {
        echo "destructor\n";
    }
}
$last = new Last();
?>
--EXPECT--
registered before the loop
timer
registered after the loop
registered in the loop
destructor
