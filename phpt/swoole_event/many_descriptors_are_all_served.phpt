--TEST--
four hundred descriptors are all served
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
$pairs = [];
$sum = 0;
for ($i = 1; $i <= 400; $i++) {
    $pairs[] = [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    Event::add($a, function ($a) use (&$sum) {
        $sum += (int) fread($a, 10);
        Event::del($a);
    });
    fwrite($b, (string) $i);
}
Event::wait();
echo $sum, "\n";
?>
--EXPECT--
80200
