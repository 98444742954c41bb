--TEST--
the parameters can be given by name
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add(fd: $a, write_callback: function ($a) {
    echo "write\n";
    Event::set(fd: $a, events: SWOOLE_EVENT_READ, read_callback: function ($a) {
        echo "read\n";
        Event::del(fd: $a);
    });
    var_dump(Event::isset(fd: $a, events: SWOOLE_EVENT_READ));
}, events: SWOOLE_EVENT_WRITE);
Event::write(fd: $a, data: 'x');
fwrite($b, 'x');
Event::defer(callback: fn () => print "deferred\n");
Event::wait();
?>
--EXPECT--
write
bool(true)
deferred
read
