--TEST--
a descriptor that is always ready does not keep another one waiting
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$busy, $other] = [stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0), stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0)];
$rounds = 0;
Event::add($busy[0], function () use (&$rounds, $other) {
    if (++$rounds === 10) {
        fwrite($other[1], 'x');
    }
});
Event::add($other[0], function ($stream) use (&$rounds, $busy) {
    echo fread($stream, 1), ' ', $rounds < 15 ? 'soon' : "after $rounds rounds", "\n";
    Event::del($stream);
    Event::del($busy[0]);
});
fwrite($busy[1], 'always readable');
Event::wait();
?>
--EXPECT--
x soon
