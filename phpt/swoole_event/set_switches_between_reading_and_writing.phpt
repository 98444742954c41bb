--TEST--
Event::set() switches a descriptor from reading to writing and back
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, '12');
Event::add($a, function ($a) {
    echo 'read ', $byte = stream_socket_recvfrom($a, 1), "\n";
    if ($byte === '2') {
        Event::del($a);
        return;
    }
    var_dump(Event::set($a, null, null, SWOOLE_EVENT_WRITE));
    var_dump(Event::isset($a, SWOOLE_EVENT_READ), Event::isset($a, SWOOLE_EVENT_WRITE));
}, function ($a) {
    echo "write\n";
    var_dump(Event::set($a, null, null, SWOOLE_EVENT_READ));
    var_dump(Event::isset($a, SWOOLE_EVENT_READ), Event::isset($a, SWOOLE_EVENT_WRITE));
}, SWOOLE_EVENT_READ);
Event::wait();
?>
--EXPECT--
read 1
bool(true)
bool(false)
bool(true)
write
bool(true)
bool(true)
bool(false)
read 2
