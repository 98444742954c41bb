--TEST--
a read callback that leaves bytes in the socket is called again
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'abcdefg');
Event::add($a, function ($a) {
    // recvfrom takes two bytes off the socket; fread would take all into PHP's own buffer.
    $part = stream_socket_recvfrom($a, 2);
    echo "$part\n";
    if ($part === 'g') {
        Event::del($a);
    }
});
Event::wait();
?>
--EXPECT--
ab
cd
ef
g
