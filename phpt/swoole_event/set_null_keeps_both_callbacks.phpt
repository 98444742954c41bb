--TEST--
null in Event::set() keeps the callbacks that are there
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, function ($a) {
    echo 'read ', fread($a, 1), "\n";
}, function ($a) {
    echo "write\n";
    Event::del($a);
}, SWOOLE_EVENT_READ);
var_dump(Event::set($a, null, null, SWOOLE_EVENT_READ | SWOOLE_EVENT_WRITE));
Event::wait();
?>
--EXPECT--
bool(true)
read x
write
