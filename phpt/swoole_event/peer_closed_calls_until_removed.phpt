--TEST--
a closed peer goes on calling the read callback until it is removed
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fclose($b);
Event::add($a, function ($a) {
    static $calls = 0;
    if (++$calls === 3) {
        echo "third call\n";
        Event::del($a);
    }
});
Event::wait();
?>
--EXPECT--
third call
