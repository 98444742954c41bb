--TEST--
info() of a timer that waits: five keys, their types, interval only of a tick
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$after = Timer::info(Timer::after(5000, fn () => null));
$tick = Timer::info(Timer::tick(6000, fn () => null));
echo json_encode(array_map(get_debug_type(...), $after)), "\n";
var_dump($after['exec_msec'] >= 5000 && $after['exec_msec'] < 6000, $tick['exec_msec'] >= 6000 && $tick['exec_msec'] < 7000);
unset($after['exec_msec'], $tick['exec_msec']);
echo json_encode([$after, $tick]), "\n";
Timer::clearAll();
Swoole\Event::wait();
?>
--EXPECT--
{"exec_msec":"int","exec_count":"int","interval":"int","round":"int","removed":"bool"}
bool(true)
bool(true)
[{"exec_count":0,"interval":0,"round":0,"removed":false},{"exec_count":0,"interval":6000,"round":0,"removed":false}]
