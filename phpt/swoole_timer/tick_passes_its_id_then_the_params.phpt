--TEST--
the callback of tick() gets the timer's id, then the given parameters, every time
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$id = Timer::tick(1, function (...$args) use (&$id) {
    static $count = 0;
    echo json_encode([array_shift($args) === $id, ...$args]), "\n";
    if (++$count === 2) {
        Timer::clear($id);
    }
}, 'one', [2]);
Swoole\Event::wait();
?>
--EXPECT--
[true,"one",[2]]
[true,"one",[2]]
