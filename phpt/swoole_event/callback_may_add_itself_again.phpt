--TEST--
a callback may remove its descriptor and add it with another callback
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, function ($a) {
    echo "first\n";
    Event::del($a);
    Event::add($a, function ($a) {
        echo 'second ', fread($a, 1), "\n";
        Event::del($a);
    });
});
Event::wait();
?>
--EXPECT--
first
second x
