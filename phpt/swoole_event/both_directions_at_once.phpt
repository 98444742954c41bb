--TEST--
one descriptor reads and writes in turn, each direction with its own callback
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$pending = ['one', 'two', 'three'];
Event::add($a, function ($a) use (&$answers) {
    $answers .= fread($a, 100);
    if (str_ends_with($answers, 'THREE')) {
        Event::del($a);
    }
}, function ($a) use (&$pending) {
    if ($pending) {
        fwrite($a, array_shift($pending));
    } else {
        Event::set($a, null, null, SWOOLE_EVENT_READ);
    }
}, SWOOLE_EVENT_READ | SWOOLE_EVENT_WRITE);
Event::add($b, function ($b) {
    $data = fread($b, 100);
    fwrite($b, strtoupper($data));
    if (str_ends_with($data, 'three')) {
        Event::del($b);
    }
});
Event::wait();
echo $answers, "\n";
?>
--EXPECT--
ONETWOTHREE
