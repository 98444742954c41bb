--TEST--
both cycle functions may be set; each surrounds the round
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, '12');
Event::add($a, function ($a) {
    echo ' read ', $byte = stream_socket_recvfrom($a, 1), "\n";
    if ($byte === '2') {
        Event::del($a);
    }
});
Event::cycle(function () {
    echo "after\n";
});
Event::cycle(function () {
    echo "before\n";
}, before: true);
Event::wait();
?>
--EXPECT--
before
 read 1
after
before
 read 2
after
