--TEST--
Event::write() to a peer that has closed returns false with EPIPE
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
fclose($b);
var_dump(Event::write($a, 'x'), swoole_errno(), swoole_last_error());
Event::del($a);
Event::wait();
?>
--EXPECT--
bool(false)
int(32)
int(32)
