--TEST--
a tick that missed runs does not make up for them in a burst
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$times = [];
Timer::tick(10, function ($id) use (&$times) {
    $times[] = hrtime(true) / 1e6;
    if (count($times) === 1) {
        usleep(55000);
    }
    if (count($times) === 5) {
        Timer::clear($id);
    }
});
Event::wait();
// Five missed runs made up for would all come at once; dropped, the last three are spread over the grid.
var_dump($times[4] - $times[1] >= 20);
?>
--EXPECT--
bool(true)
