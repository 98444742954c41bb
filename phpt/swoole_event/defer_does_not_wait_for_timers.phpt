--TEST--
deferred functions do not wait for a distant timer or a silent descriptor
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
$timer = Timer::after(60000, fn () => null);
Event::defer(function () use ($a, $timer) {
    echo "outer\n";
    Event::defer(function () use ($a, $timer) {
        echo "inner\n";
        Event::del($a);
        Timer::clear($timer);
    });
});
Event::wait();
?>
--EXPECT--
outer
inner
