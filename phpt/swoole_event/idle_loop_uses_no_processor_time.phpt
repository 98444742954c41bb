--TEST--
a loop that waits uses no processor time
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => print "must not run\n");
Timer::after(150, fn () => Event::del($a));
$used = function () {
    $usage = getrusage();
    return $usage['ru_utime.tv_sec'] * 1e6 + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_sec'] * 1e6 + $usage['ru_stime.tv_usec'];
};
$before = $used();
Event::wait();
var_dump($used() - $before < 75000);
?>
--EXPECT--
bool(true)
