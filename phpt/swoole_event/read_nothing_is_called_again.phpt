--TEST--
a read callback that reads nothing at all is called again
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, function ($a) {
    static $calls = 0;
    if (++$calls === 5) {
        Event::del($a);
        echo "$calls calls\n";
    }
});
Event::wait();
?>
--EXPECT--
5 calls
