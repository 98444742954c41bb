--TEST--
Event::cycle() with $before runs at the start of every round
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, '12');
Event::add($a, function ($a) {
    echo 'read ', $byte = stream_socket_recvfrom($a, 1), "\n";
    if ($byte === '2') {
        Event::del($a);
    }
});
var_dump(Event::cycle(function () {
    echo "start of round\n";
}, true));
Event::wait();
?>
--EXPECT--
bool(true)
start of round
read 1
start of round
read 2
