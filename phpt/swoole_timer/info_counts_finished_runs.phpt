--TEST--
exec_count is the number of runs that have finished; exec_msec moves on by the interval
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$deadlines = [];
Timer::tick(3, function ($id) use (&$deadlines) {
    $info = Timer::info($id);
    echo $info['exec_count'], "\n";
    $deadlines[] = $info['exec_msec'];
    if (count($deadlines) === 3) {
        var_dump(($deadlines[1] - $deadlines[0]) % 3, $deadlines[1] > $deadlines[0], $deadlines[2] > $deadlines[1]);
        Timer::clear($id);
    }
});
Swoole\Event::wait();
?>
--EXPECT--
0
1
2
int(0)
bool(true)
bool(true)
