--TEST--
in one round the read callback runs before the write callback
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, function ($a) {
    echo 'read ', fread($a, 1), "\n";
}, function ($a) {
    echo "write\n";
    Event::del($a);
}, SWOOLE_EVENT_READ | SWOOLE_EVENT_WRITE);
Event::wait();
?>
--EXPECT--
read x
write
