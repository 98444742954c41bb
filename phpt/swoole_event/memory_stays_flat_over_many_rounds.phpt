--TEST--
adding, running and removing a thousand times leaves nothing behind
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$turn = function () {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    fwrite($b, 'x');
    Event::add($a, function ($a) {
        Event::del($a);
    });
    Event::defer(function () use ($b) {
    });
    Timer::after(1, function () use ($a) {
    }, $b);
};
$memory = 0;
$descriptors = 0;
$turns = 0;
Timer::tick(1, function ($id) use ($turn, &$turns, &$memory, &$descriptors) {
    for ($i = 0; $i < 20; $i++) {
        $turn();
    }
    if (++$turns === 10) {
        $memory = memory_get_usage();
        $descriptors = count(scandir('/proc/self/fd'));
    }
    if ($turns === 60) {
        Timer::clear($id);
    }
});
Event::wait();
var_dump(memory_get_usage() - $memory < 50000, count(scandir('/proc/self/fd')) <= $descriptors);
?>
--EXPECT--
bool(true)
bool(true)
