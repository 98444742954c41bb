--TEST--
output inside callbacks goes where output goes at that time
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, function () {
    ob_start();
    echo 'inside';
    $text = ob_get_clean();
    echo strtoupper($text), "\n";
});
Event::wait();
echo ob_get_level(), "\n";
?>
--EXPECT--
INSIDE
0
