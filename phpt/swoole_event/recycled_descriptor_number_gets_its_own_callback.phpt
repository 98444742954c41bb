--TEST--
a new descriptor with the number of a removed and closed one gets its own callback
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$former = Event::add($a, function () {
    echo "former\n";
});
Event::del($a);
fclose($a);
[$c, $d] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($d, 'x');
var_dump($former === Event::add($c, function ($c) {
    echo 'new ', fread($c, 1), "\n";
    Event::del($c);
}));
Event::wait();
?>
--EXPECT--
bool(true)
new x
