--TEST--
a private or protected method given from outside is refused everywhere
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\{Event, Timer};
class A
{
    private static function hidden(): void
    {
    }

    protected function guarded(): void
    {
    }
}
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
foreach (['A::hidden' => ['A', 'hidden'], 'A::guarded' => [new A(), 'guarded']] as $name => $callback) {
    echo thrown_by(fn () => @Event::add($a, $callback)), "\n";
    echo thrown_by(fn () => Timer::after(1, $callback)), "\n";
    same([false, ["Warning: Swoole\\Event::defer(): function '$name' is not callable"]], with_warnings(fn () => Event::defer($callback)), 'defer');
    same([false, ["Warning: Swoole\\Event::cycle(): function '$name' is not callable"]], with_warnings(fn () => Event::cycle($callback)), 'cycle');
}
Event::wait();
?>
--EXPECT--
Swoole\Exception(505): readable_callback must be of type callable, array given
TypeError(0): Swoole\Timer::after(): Argument #2 ($callback) must be a valid callback, cannot access private method A::hidden()
Swoole\Exception(505): readable_callback must be of type callable, array given
TypeError(0): Swoole\Timer::after(): Argument #2 ($callback) must be a valid callback, cannot access protected method A::guarded()
