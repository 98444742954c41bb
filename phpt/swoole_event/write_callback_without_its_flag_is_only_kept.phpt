--TEST--
a write callback given without SWOOLE_EVENT_WRITE is kept, not called
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, function ($a) {
    echo 'read ', fread($a, 1), "\n";
    Event::set($a, null, null, SWOOLE_EVENT_WRITE);
}, function ($a) {
    echo "write\n";
    Event::del($a);
});
fwrite($b, 'x');
Event::wait();
?>
--EXPECT--
read x
write
