--TEST--
a closed peer makes the stream readable, and its end is read
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'last words');
fclose($b);
Event::add($a, function ($a) {
    $data = fread($a, 100);
    var_dump($data);
    if ($data === '') {
        Event::del($a);
    }
});
Event::wait();
?>
--EXPECT--
string(10) "last words"
string(0) ""
