--TEST--
a warning inside a callback reaches the script's error handler
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
set_error_handler(function (int $level, string $message) {
    echo "handler: $message\n";
    return true;
});
Timer::after(1, function () {
    echo $undefined;
    trigger_error('my own', E_USER_WARNING);
    echo "goes on\n";
});
Event::wait();
?>
--EXPECT--
handler: Undefined variable $undefined
handler: my own
goes on
