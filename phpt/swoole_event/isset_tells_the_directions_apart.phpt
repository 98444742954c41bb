--TEST--
Event::isset() tells reading and writing apart; both together mean either
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
const BOTH = SWOOLE_EVENT_READ | SWOOLE_EVENT_WRITE;
foreach ([SWOOLE_EVENT_READ, SWOOLE_EVENT_WRITE, BOTH] as $events) {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    Event::add($a, fn () => null, fn () => null, $events);
    echo json_encode([Event::isset($a), Event::isset($a, BOTH), Event::isset($a, SWOOLE_EVENT_READ), Event::isset($a, SWOOLE_EVENT_WRITE), Event::isset($a, 0), Event::isset($b)]), "\n";
    Event::del($a);
    echo json_encode(Event::isset($a)), "\n";
}
Event::wait();
?>
--EXPECT--
[true,true,true,false,false,false]
false
[true,true,false,true,false,false]
false
[true,true,true,true,false,false]
false
