--TEST--
Event::write() sends at once what the socket takes
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
var_dump(Event::write($a, 'hello'));
var_dump(fread($b, 100));
var_dump(Event::isset($a, SWOOLE_EVENT_WRITE));
Event::del($a);
Event::wait();
?>
--EXPECT--
bool(true)
string(5) "hello"
bool(false)
