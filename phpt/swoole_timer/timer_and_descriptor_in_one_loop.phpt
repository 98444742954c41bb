--TEST--
timers go on while a descriptor is busy, and descriptors while timers wait
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, function ($a) {
    echo 'read ', $data = fread($a, 100), "\n";
    if ($data === 'three') {
        Event::del($a);
    }
});
$words = ['one', 'two', 'three'];
Timer::tick(2, function ($id) use (&$words, $b) {
    fwrite($b, array_shift($words));
    if (!$words) {
        Timer::clear($id);
    }
});
Event::wait();
?>
--EXPECT--
read one
read two
read three
