--TEST--
a callback that is not callable is a TypeError that says why
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Timer;
class Plain
{
    private static function hidden(): void
    {
    }

    public function method(): void
    {
    }
}
foreach (['no_such_function', ['Nowhere', 'method'], ['Plain', 'none'], 'Plain::hidden', ['Plain', 'method'], [], 5, null] as $callback) {
    foreach (['after', 'tick'] as $method) {
        echo thrown_by(fn () => Timer::$method(10, $callback)), "\n";
    }
}
Swoole\Event::wait();
?>
--EXPECT--
TypeError(0): Swoole\Timer::after(): Argument #2 ($callback) must be a valid callback, function "no_such_function" not found or invalid function name
TypeError(0): Swoole\Timer::tick(): Argument #2 ($callback) must be a valid callback, function "no_such_function" not found or invalid function name
TypeError(0): Swoole\Timer::after(): Argument #2 ($callback) must be a valid callback, class "Nowhere" not found
TypeError(0): Swoole\Timer::tick(): Argument #2 ($callback) must be a valid callback, class "Nowhere" not found
TypeError(0): Swoole\Timer::after(): Argument #2 ($callback) must be a valid callback, class Plain does not have a method "none"
TypeError(0): Swoole\Timer::tick(): Argument #2 ($callback) must be a valid callback, class Plain does not have a method "none"
TypeError(0): Swoole\Timer::after(): Argument #2 ($callback) must be a valid callback, cannot access private method Plain::hidden()
TypeError(0): Swoole\Timer::tick(): Argument #2 ($callback) must be a valid callback, cannot access private method Plain::hidden()
TypeError(0): Swoole\Timer::after(): Argument #2 ($callback) must be a valid callback, non-static method Plain::method() cannot be called statically
TypeError(0): Swoole\Timer::tick(): Argument #2 ($callback) must be a valid callback, non-static method Plain::method() cannot be called statically
TypeError(0): Swoole\Timer::after(): Argument #2 ($callback) must be a valid callback, array callback must have exactly two members
TypeError(0): Swoole\Timer::tick(): Argument #2 ($callback) must be a valid callback, array callback must have exactly two members
TypeError(0): Swoole\Timer::after(): Argument #2 ($callback) must be a valid callback, no array or string given
TypeError(0): Swoole\Timer::tick(): Argument #2 ($callback) must be a valid callback, no array or string given
TypeError(0): Swoole\Timer::after(): Argument #2 ($callback) must be a valid callback, no array or string given
TypeError(0): Swoole\Timer::tick(): Argument #2 ($callback) must be a valid callback, no array or string given
