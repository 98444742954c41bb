--TEST--
a callback that declares its parameter by reference is called all the same
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
set_error_handler(function (int $level, string $message) {
    return true;
});
Timer::after(1, function (&$value) {
    $value = 'changed';
    echo "called\n";
}, 'given');
Event::wait();
?>
--EXPECT--
called
