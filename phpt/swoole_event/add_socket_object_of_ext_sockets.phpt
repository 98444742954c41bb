--TEST--
a Socket object of ext/sockets can be added, read and removed
--EXTENSIONS--
sockets
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
[$a, $b] = $pair;
var_dump(is_int(Event::add($a, function ($socket) use ($a) {
    var_dump($socket === $a, socket_read($socket, 100));
    var_dump(Event::isset($socket), Event::del($socket), Event::isset($socket));
})));
socket_write($b, 'hello');
Event::wait();
?>
--EXPECT--
bool(true)
bool(true)
string(5) "hello"
bool(true)
bool(true)
bool(false)
