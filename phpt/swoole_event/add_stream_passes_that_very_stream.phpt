--TEST--
the callback of a stream gets the very stream that was added
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, function (...$args) use ($a) {
    var_dump(count($args), $args[0] === $a, fread($args[0], 100));
    Event::del($a);
});
fwrite($b, 'hello');
Event::wait();
?>
--EXPECT--
int(1)
bool(true)
string(5) "hello"
