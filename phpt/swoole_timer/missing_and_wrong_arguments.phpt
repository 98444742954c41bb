--TEST--
missing and wrong arguments are reported as PHP does
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Timer;
echo thrown_by(fn () => Timer::after()), "\n";
echo thrown_by(fn () => Timer::tick(1)), "\n";
echo thrown_by(fn () => Timer::after('soon', fn () => null)), "\n";
echo thrown_by(fn () => Timer::after(1, fn () => null, extra: 1)), "\n";
$id = Timer::after(1000, fn () => null);
echo thrown_by(fn () => Timer::clear()), "\n";
echo thrown_by(fn () => Timer::clear('first')), "\n";
Timer::clear($id);
Swoole\Event::wait();
?>
--EXPECT--
ArgumentCountError(0): Swoole\Timer::after() expects at least 2 arguments, 0 given
ArgumentCountError(0): Swoole\Timer::tick() expects at least 2 arguments, 1 given
TypeError(0): Swoole\Timer::after(): Argument #1 ($ms) must be of type int, string given
ArgumentCountError(0): Swoole\Timer::after() does not accept unknown named parameters
ArgumentCountError(0): Swoole\Timer::clear() expects exactly 1 argument, 0 given
TypeError(0): Swoole\Timer::clear(): Argument #1 ($timer_id) must be of type int, string given
