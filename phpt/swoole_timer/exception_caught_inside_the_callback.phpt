--TEST--
an exception that the callback catches itself harms nothing
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::tick(1, function ($id) {
    static $count = 0;
    try {
        throw new RuntimeException('number ' . ++$count);
    } catch (RuntimeException $e) {
        echo $e->getMessage(), "\n";
    }
    if ($count === 3) {
        Timer::clear($id);
    }
});
Event::wait();
?>
--EXPECT--
number 1
number 2
number 3
