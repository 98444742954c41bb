--TEST--
once the rest is sent the descriptor is watched for reading only, as before
--FILE--
<?php
// better than the reference: it crashes when it has sent the rest and there is no write callback.
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$server = stream_socket_server('tcp://127.0.0.1:0');
$client = stream_socket_client('tcp://' . stream_socket_get_name($server, false));
$peer = stream_socket_accept($server);
const LENGTH = 7 << 20;
Event::add($client, function ($client) {
    echo 'answer: ', fread($client, 100), "\n";
    var_dump(Event::isset($client, SWOOLE_EVENT_READ), Event::isset($client, SWOOLE_EVENT_WRITE));
    Event::del($client);
});
var_dump(Event::write($client, str_repeat('x', LENGTH)));
$got = 0;
Event::add($peer, function ($peer) use (&$got) {
    $got += strlen(fread($peer, 1 << 20));
    if ($got === LENGTH) {
        Event::del($peer);
        Timer::after(1, fn () => fwrite($peer, 'all received'));
    }
});
Event::wait();
?>
--EXPECT--
bool(true)
answer: all received
bool(true)
bool(false)
