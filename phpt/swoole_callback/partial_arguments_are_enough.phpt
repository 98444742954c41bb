--TEST--
a callback may take fewer arguments than it is given
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, function () use ($a) {
    echo "no parameter\n";
    Event::del($a);
});
Timer::after(1, fn () => print "none of three\n", 1, 2, 3);
Timer::after(2, fn ($one) => print "$one of three\n", 1, 2, 3);
Event::wait();
?>
--EXPECT--
no parameter
none of three
1 of three
