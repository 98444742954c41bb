--TEST--
the end of the script runs the loop, with a deprecation notice
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, function ($a) {
    echo 'read ', fread($a, 10), "\n";
    Event::del($a);
});
Timer::after(1, fn () => fwrite($b, 'hello'));
echo "end of script\n";
?>
--EXPECT--
end of script

Deprecated: swoole_event_rshutdown(): Event::wait() in shutdown function is deprecated in Unknown on line 0
read hello
