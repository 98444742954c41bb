--TEST--
Event::dispatch() inside a deferred function runs one more round
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, function ($a) {
    echo 'read ', fread($a, 1), "\n";
    Event::del($a);
});
Event::defer(function () use ($b) {
    echo "start\n";
    fwrite($b, 'x');
    Event::dispatch();
    echo "end\n";
});
Event::wait();
?>
--EXPECTF--
start
read x
end
