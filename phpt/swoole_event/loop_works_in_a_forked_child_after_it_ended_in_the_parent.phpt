--TEST--
a loop that ended before a fork does not disturb the child's
--EXTENSIONS--
pcntl
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, fn () => print "before\n");
Event::wait();
$pid = pcntl_fork();
Timer::after(1, fn () => print $pid ? "parent\n" : "child\n");
if ($pid) {
    pcntl_waitpid($pid, $status);
}
Event::wait();
?>
--EXPECT--
before
child
parent
