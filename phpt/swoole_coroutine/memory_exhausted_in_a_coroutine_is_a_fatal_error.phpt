--TEST--
a coroutine that needs too much memory ends the script with an error, not with a crash
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

ini_set('memory_limit', '16M');
go(function () {
    Coroutine::sleep(0.001);
    $all = [];
    while (true) {
        $all[] = str_repeat('x', 100_000);
    }
});
Swoole\Event::wait();
?>
--EXPECTF--
Fatal error: Allowed memory size of 16777216 bytes exhausted%s
