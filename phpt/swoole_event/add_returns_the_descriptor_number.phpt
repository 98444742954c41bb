--TEST--
Event::add() returns the number of the descriptor that it watches
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$fd = Event::add($a, fn () => null);
var_dump(is_int($fd), readlink("/proc/self/fd/$fd") === 'socket:[' . fstat($a)['ino'] . ']');
Event::del($a);
Event::wait();
?>
--EXPECT--
bool(true)
bool(true)
