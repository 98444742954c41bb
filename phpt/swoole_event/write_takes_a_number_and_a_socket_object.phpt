--TEST--
Event::write() takes the number of a descriptor and a Socket object too
--EXTENSIONS--
sockets
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$fd = Event::add($a, fn () => null);
var_dump(Event::write($fd, 'by number'), fread($b, 100));
Event::del($fd);
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
Event::add($pair[0], fn () => null);
var_dump(Event::write($pair[0], 'by object'), socket_read($pair[1], 100));
Event::del($pair[0]);
Event::wait();
?>
--EXPECT--
bool(true)
string(9) "by number"
bool(true)
string(9) "by object"
