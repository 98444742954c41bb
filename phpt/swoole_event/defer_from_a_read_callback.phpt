--TEST--
a function deferred in a read callback runs after that callback and before the next round
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, '12');
Event::add($a, function ($a) {
    $byte = stream_socket_recvfrom($a, 1);
    Event::defer(function () use ($byte) {
        echo "deferred $byte\n";
    });
    echo "read $byte\n";
    if ($byte === '2') {
        Event::del($a);
    }
});
Event::wait();
?>
--EXPECT--
read 1
deferred 1
read 2
deferred 2
