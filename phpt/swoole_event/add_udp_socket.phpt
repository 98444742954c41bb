--TEST--
a UDP socket is readable once per datagram
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
$server = stream_socket_server('udp://127.0.0.1:0', $errno, $error, STREAM_SERVER_BIND);
$client = stream_socket_client('udp://' . stream_socket_get_name($server, false));
Event::add($server, function ($server) {
    static $count = 0;
    echo stream_socket_recvfrom($server, 100), "\n";
    if (++$count === 3) {
        Event::del($server);
    }
});
foreach (['one', 'two', 'three'] as $datagram) {
    fwrite($client, $datagram);
}
Event::wait();
?>
--EXPECT--
one
two
three
