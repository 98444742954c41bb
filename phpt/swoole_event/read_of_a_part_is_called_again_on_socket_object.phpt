--TEST--
a read callback on a Socket object that takes one byte at a time gets all of them
--EXTENSIONS--
sockets
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
$text = str_repeat('0123456789', 30);
socket_write($pair[1], $text);
$got = '';
$calls = 0;
Event::add($pair[0], function ($socket) use (&$got, &$calls, $text) {
    $calls++;
    $got .= socket_read($socket, 1);
    if (strlen($got) === strlen($text)) {
        Event::del($socket);
    }
});
Event::wait();
var_dump($got === $text, $calls);
?>
--EXPECT--
bool(true)
int(300)
