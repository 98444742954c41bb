--TEST--
the documented walk: info() of every id in list()
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::tick(1000, fn () => null);
Timer::tick(2000, fn () => null);
$intervals = [];
foreach (Timer::list() as $id) {
    $intervals[] = Timer::info($id)['interval'];
}
sort($intervals);
echo json_encode($intervals), "\n";
Timer::clearAll();
Swoole\Event::wait();
?>
--EXPECT--
[1000,2000]
