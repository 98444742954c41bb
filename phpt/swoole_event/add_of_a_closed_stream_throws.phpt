--TEST--
a stream that is closed already is refused with a TypeError
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fclose($a);
echo thrown_by(fn () => @Event::add($a, fn () => null)), "\n";
Event::wait();
?>
--EXPECT--
TypeError(0): Swoole\Event::add(): supplied resource is not a valid stream resource
