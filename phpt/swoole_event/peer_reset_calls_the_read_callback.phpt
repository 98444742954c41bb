--TEST--
a connection reset by the peer calls the read callback
--EXTENSIONS--
sockets
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
$server = stream_socket_server('tcp://127.0.0.1:0');
$client = stream_socket_client('tcp://' . stream_socket_get_name($server, false));
$connection = stream_socket_accept($server);
socket_set_option(socket_import_stream($connection), SOL_SOCKET, SO_LINGER, ['l_onoff' => 1, 'l_linger' => 0]);
Event::add($client, function ($client) {
    var_dump((string) @fread($client, 10), feof($client));
    Event::del($client);
});
fclose($connection);
Event::wait();
?>
--EXPECT--
string(0) ""
bool(true)
