--TEST--
a descriptor that was removed can be added again
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
for ($i = 1; $i <= 3; $i++) {
    Event::add($a, function ($a) use ($i) {
        echo $i, fread($a, 1), "\n";
        Event::del($a);
    });
    fwrite($b, 'x');
    Event::wait();
}
Event::wait();
?>
--EXPECT--
1x
2x
3x
