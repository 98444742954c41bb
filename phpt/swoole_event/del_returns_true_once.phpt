--TEST--
Event::del() returns true for what was added and false from then on
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
var_dump(Event::del($b), Event::del($a), Event::del($a), Event::del(9999));
Event::wait();
?>
--EXPECT--
bool(false)
bool(true)
bool(false)
bool(false)
