--TEST--
the loop can be run again after it has ended
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
for ($i = 1; $i <= 3; $i++) {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    Event::add($a, function ($a) {
        echo 'read ', fread($a, 10), "\n";
        Event::del($a);
    });
    Timer::after(1, fn () => fwrite($b, "in loop $i"));
    Event::wait();
    echo "end of loop $i\n";
}
Event::wait();
?>
--EXPECT--
read in loop 1
end of loop 1
read in loop 2
end of loop 2
read in loop 3
end of loop 3
