--TEST--
each descriptor and each timer keeps its own callback
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$seen = [];
$pairs = [];
for ($i = 0; $i < 20; $i++) {
    $pairs[] = [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    Event::add($a, function ($a) use ($i, &$seen) {
        $seen["stream $i"] = (int) fread($a, 10) === $i;
        Event::del($a);
    });
    fwrite($b, (string) $i);
    Timer::after(1 + $i % 3, function ($given) use ($i, &$seen) {
        $seen["timer $i"] = $given === $i;
    }, $i);
}
Event::wait();
var_dump(count($seen), in_array(false, $seen, true));
?>
--EXPECT--
int(40)
bool(false)
