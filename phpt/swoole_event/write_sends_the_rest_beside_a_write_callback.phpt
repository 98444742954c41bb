--TEST--
what waits is sent first, then the script's own write callback runs
--FILE--
<?php
// better than the reference: it calls the write callback and never sends the rest.
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$got = 0;
Event::add($a, null, function ($a) use (&$got) {
    echo $got > 0 ? "write callback after the peer has read\n" : "too early\n";
    Event::del($a);
}, SWOOLE_EVENT_WRITE);
Event::write($a, str_repeat('x', 1 << 20));
Event::add($b, function ($b) use (&$got) {
    $got += strlen(fread($b, 1 << 20));
    if ($got === 1 << 20) {
        Event::del($b);
    }
});
Event::wait();
var_dump($got);
?>
--EXPECT--
write callback after the peer has read
int(1048576)
