--TEST--
when the read callback removes the descriptor, its write callback does not run any more
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, function ($a) {
    echo "read\n";
    Event::del($a);
}, function () {
    echo "write\n";
}, SWOOLE_EVENT_READ | SWOOLE_EVENT_WRITE);
Event::wait();
?>
--EXPECT--
read
