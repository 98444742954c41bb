--TEST--
timers that make timers without end do not keep descriptors waiting
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$stop = false;
$next = function () use (&$next, &$stop) {
    usleep(1500);
    $stop || Timer::after(1, $next);
};
Timer::after(1, $next);
Event::add($a, function ($a) use (&$stop) {
    echo "read\n";
    $stop = true;
    Event::del($a);
});
fwrite($b, 'x');
Event::wait();
?>
--EXPECT--
read
