--TEST--
Event::cycle() runs at the end of every round, after what was deferred
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, '123');
Event::add($a, function ($a) {
    echo 'read ', $byte = stream_socket_recvfrom($a, 1), "\n";
    Event::defer(function () use ($byte) {
        echo "deferred $byte\n";
    });
    if ($byte === '3') {
        Event::del($a);
    }
});
var_dump(Event::cycle(function () {
    echo "end of round\n";
}));
Event::wait();
?>
--EXPECT--
bool(true)
read 1
deferred 1
end of round
read 2
deferred 2
end of round
read 3
deferred 3
end of round
