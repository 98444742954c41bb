--TEST--
callbacks may call functions that call back
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, function () {
    $list = [3, 1, 2];
    usort($list, fn ($one, $two) => $one <=> $two);
    echo implode(',', array_map(fn ($n) => $n * 2, $list)), "\n";
    echo preg_replace_callback('/\d/', fn ($m) => $m[0] + 1, 'a1b2'), "\n";
});
Event::wait();
?>
--EXPECT--
2,4,6
a2b3
