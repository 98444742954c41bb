--TEST--
Event::set() with a callback replaces the former one
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, function () {
    echo "former\n";
});
var_dump(Event::set($a, function ($a) {
    echo "new\n";
    Event::del($a);
}, null, SWOOLE_EVENT_READ));
Event::wait();
?>
--EXPECT--
bool(true)
new
