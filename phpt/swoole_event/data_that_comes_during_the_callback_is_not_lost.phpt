--TEST--
data that arrives while the read callback runs leads to another call
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'first');
Event::add($a, function ($a) use ($b) {
    static $calls = 0;
    echo fread($a, 100), "\n";
    if (++$calls === 1) {
        fwrite($b, 'second');
    } else {
        Event::del($a);
    }
});
Event::wait();
?>
--EXPECT--
first
second
