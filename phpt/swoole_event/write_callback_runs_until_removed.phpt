--TEST--
the write callback of a writable descriptor is called every round until it is removed
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, null, function ($stream) use ($a) {
    static $calls = 0;
    echo ++$calls, $stream === $a ? ' same stream' : ' another stream', "\n";
    if ($calls === 3) {
        Event::del($stream);
    }
}, SWOOLE_EVENT_WRITE);
Event::wait();
?>
--EXPECT--
1 same stream
2 same stream
3 same stream
