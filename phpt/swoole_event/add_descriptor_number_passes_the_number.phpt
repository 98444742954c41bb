--TEST--
a descriptor given as a number is passed to the callback as that number
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
// The number of a stream's descriptor is what add() returns for the stream.
$fd = Event::add($a, fn () => null);
Event::del($a);
var_dump($fd === Event::add($fd, function ($got) use ($fd, $a) {
    var_dump($got === $fd, fread($a, 100));
    var_dump(Event::del($got));
}));
fwrite($b, 'hello');
Event::wait();
?>
--EXPECT--
bool(true)
bool(true)
string(5) "hello"
bool(true)
