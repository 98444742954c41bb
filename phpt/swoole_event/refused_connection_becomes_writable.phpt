--TEST--
a connection that is refused is reported to the write callback
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
// A port that nobody listens on: bound once, then closed.
$server = stream_socket_server('tcp://127.0.0.1:0');
$name = stream_socket_get_name($server, false);
fclose($server);
$client = stream_socket_client("tcp://$name", $errno, $error, 1, STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT);
Event::add($client, null, function ($client) {
    var_dump(stream_socket_get_name($client, true));
    Event::del($client);
}, SWOOLE_EVENT_WRITE);
Event::wait();
?>
--EXPECT--
bool(false)
