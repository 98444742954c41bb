--TEST--
a callback may replace itself; the new one runs in the next round
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, function ($a) {
    Event::set($a, function ($a) {
        echo "new\n";
        Event::del($a);
    }, null, SWOOLE_EVENT_READ);
    echo "former\n";
});
Event::wait();
?>
--EXPECT--
former
new
