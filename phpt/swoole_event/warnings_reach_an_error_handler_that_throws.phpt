--TEST--
an error handler that throws turns the warnings of Event and Timer into its exceptions
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\{Event, Timer};
set_error_handler(fn (int $level, string $message) => throw new ErrorException($message));
foreach ([fn () => Event::add('text', fn () => null), fn () => Event::defer('no_such_function'), fn () => Event::del(null), fn () => Timer::after(0, fn () => null)] as $call) {
    echo thrown_by($call), "\n";
}
restore_error_handler();
Event::wait();
?>
--EXPECT--
ErrorException(0): Swoole\Event::add(): invalid file descriptor passed
ErrorException(0): Swoole\Event::defer(): function 'no_such_function' is not callable
ErrorException(0): Swoole\Event::del(): invalid file descriptor passed
ErrorException(0): Swoole\Timer::after(): Timer must be greater than or equal to 1
