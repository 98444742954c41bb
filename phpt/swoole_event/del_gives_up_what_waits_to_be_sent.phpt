--TEST--
Event::del() gives up what still waits to be sent, and the loop can end
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
Event::write($a, str_repeat('x', 1 << 20));
var_dump(Event::isset($a, SWOOLE_EVENT_WRITE), Event::del($a), Event::isset($a));
Event::wait();
echo "end\n";
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
end
