--TEST--
Event::del() stops the callbacks and leaves the stream open
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, function () {
    echo "must not run\n";
});
Event::del($a);
fwrite($b, 'still here');
Timer::after(2, function () use ($a) {
    echo fread($a, 100), "\n";
});
Event::wait();
?>
--EXPECT--
still here
