--TEST--
a stream without PHP's read buffer may be read in parts with fread()
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
stream_set_read_buffer($a, 0);
fwrite($b, 'abcdefg');
Event::add($a, function ($a) {
    echo $part = fread($a, 3), "\n";
    if ($part === 'g') {
        Event::del($a);
    }
});
Event::wait();
?>
--EXPECT--
abc
def
g
