--TEST--
a deferred function may add what keeps the loop going
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Event::defer(function () {
    Timer::after(1, function () {
        echo "timer\n";
        [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        fwrite($b, 'x');
        Event::add($a, function ($a) use ($b) {
            echo 'read ', fread($a, 1), "\n";
            Event::del($a);
        });
    });
});
Event::wait();
echo "end\n";
?>
--EXPECT--
timer
read x
end
