--TEST--
a listening socket is readable when a client waits; a callback may add what it accepted
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
$server = stream_socket_server('tcp://127.0.0.1:0');
$client = stream_socket_client('tcp://' . stream_socket_get_name($server, false));
Event::add($server, function ($server) {
    $connection = stream_socket_accept($server, 0);
    Event::del($server);
    Event::add($connection, function ($connection) {
        $data = fread($connection, 100);
        if ($data === '') {
            Event::del($connection);
            fclose($connection);
            echo "client has gone\n";
            return;
        }
        fwrite($connection, "echo $data");
    });
});
Event::add($client, function ($client) {
    echo fread($client, 100), "\n";
    Event::del($client);
    fclose($client);
});
fwrite($client, 'hi');
Event::wait();
?>
--EXPECT--
echo hi
client has gone
