--TEST--
Event::cycle() warns and returns false for what is not callable
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
foreach ([false, true] as $before) {
    [$result, $warnings] = with_warnings(fn () => Event::cycle('no_such_function', $before));
    var_dump($result);
    echo implode("\n", $warnings), "\n";
}
Event::wait();
?>
--EXPECT--
bool(false)
Warning: Swoole\Event::cycle(): function 'no_such_function' is not callable
bool(false)
Warning: Swoole\Event::cycle(): function 'no_such_function' is not callable
