--TEST--
Event::dispatch() runs one round and returns true
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, function ($a) {
    echo 'read ', stream_socket_recvfrom($a, 1), "\n";
});
fwrite($b, '12');
var_dump(Event::dispatch());
echo "between\n";
var_dump(Event::dispatch());
Event::del($a);
Event::wait();
?>
--EXPECT--
read 1
bool(true)
between
read 2
bool(true)
