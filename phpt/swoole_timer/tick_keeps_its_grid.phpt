--TEST--
a tick does not drift: the time its callback takes does not shift the next runs
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::tick(20, function ($id) {
    static $first = null;
    $deadline = Timer::info($id)['exec_msec'];
    $first ??= $deadline;
    // Every deadline is a whole number of intervals after the first, however late or long the runs are.
    var_dump(($deadline - $first) % 20);
    if ($deadline - $first >= 60) {
        Timer::clear($id);
    }
    usleep(7300);
});
Swoole\Event::wait();
echo "done\n";
?>
--EXPECTF--
int(0)
int(0)
%Adone
