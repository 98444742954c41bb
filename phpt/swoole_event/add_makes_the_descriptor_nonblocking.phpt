--TEST--
Event::add() makes the descriptor non-blocking
--EXTENSIONS--
sockets
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
Event::add($pair[0], fn () => null);
var_dump(@socket_read($pair[0], 10), socket_last_error($pair[0]) === SOCKET_EAGAIN);
Event::del($pair[0]);
Event::wait();
?>
--EXPECT--
bool(false)
bool(true)
