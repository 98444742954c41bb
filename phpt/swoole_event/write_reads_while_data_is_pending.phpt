--TEST--
the read callback is served while data waits to be sent
--FILE--
<?php
// better than the reference: it crashes when it has sent the rest and there is no write callback.
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, function ($a) use ($b) {
    echo 'read ', fread($a, 100), " before the peer has read\n";
    Event::add($b, function ($b) use ($a) {
        static $got = 0;
        $got += strlen(fread($b, 1 << 20));
        if ($got === 1 << 20) {
            echo "peer has all\n";
            Event::del($b);
            Event::del($a);
        }
    });
});
Event::write($a, str_repeat('x', 1 << 20));
fwrite($b, 'x');
Event::wait();
?>
--EXPECT--
read x before the peer has read
peer has all
