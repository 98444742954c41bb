--TEST--
the write callback of a full socket is not called before the peer has read
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
stream_set_blocking($a, false);
while (@fwrite($a, str_repeat('x', 65536)) > 0);
$drained = false;
Event::add($a, null, function ($a) use (&$drained) {
    echo $drained ? "writable after the peer has read\n" : "too early\n";
    Event::del($a);
}, SWOOLE_EVENT_WRITE);
Timer::after(5, function () use ($b, &$drained) {
    stream_set_blocking($b, false);
    $drained = true;
    while (fread($b, 65536) !== '');
});
Event::wait();
?>
--EXPECT--
writable after the peer has read
