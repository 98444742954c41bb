--TEST--
the round in stats() grows with every round in which timers ran
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
Timer::tick(2, function ($id) {
    static $before = 0;
    $round = Timer::stats()['round'];
    var_dump($round > $before);
    $before = $round;
    if ($round > 2) {
        Timer::clear($id);
    }
});
Swoole\Event::wait();
?>
--EXPECTF--
bool(true)
bool(true)
bool(true)%A
