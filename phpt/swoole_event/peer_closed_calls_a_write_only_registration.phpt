--TEST--
a closed peer calls the write callback when only that is registered
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fclose($b);
Event::add($a, null, function ($a) {
    var_dump(@fwrite($a, 'x'));
    Event::del($a);
}, SWOOLE_EVENT_WRITE);
Event::wait();
?>
--EXPECT--
bool(false)
