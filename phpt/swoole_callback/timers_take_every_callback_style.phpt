--TEST--
after(), tick(), defer() and cycle() take every style of callable
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
function plain(...$args): void
{
    echo 'function';
    stop($args);
}
function stop(array $args): void
{
    if (isset($args[0])) {
        Timer::clear($args[0]);
    }
}
class A
{
    public static function test(...$args): void
    {
        echo 'static method';
        stop($args);
    }

    public function method(...$args): void
    {
        echo 'object method';
        stop($args);
    }

    public function __invoke(...$args): void
    {
        echo 'invokable';
        stop($args);
    }
}
$word = 'closure';
foreach ([function (...$args) use ($word) {
    echo $word;
    stop($args);
}, 'A::Test', ['A', 'Test'], [new A(), 'method'], 'plain', new A(), plain(...)] as $callback) {
    echo 'after: ';
    Timer::after(1, $callback);
    Event::wait();
    echo ', tick: ';
    Timer::tick(1, $callback);
    Event::wait();
    echo ', defer: ';
    Event::defer($callback);
    Event::wait();
    echo ', cycle: ';
    Event::cycle($callback);
    Event::defer(fn () => null);
    Event::wait();
    Event::cycle(null);
    echo "\n";
}
Event::wait();
?>
--EXPECT--
after: closure, tick: closure, defer: closure, cycle: closure
after: static method, tick: static method, defer: static method, cycle: static method
after: static method, tick: static method, defer: static method, cycle: static method
after: object method, tick: object method, defer: object method, cycle: object method
after: function, tick: function, defer: function, cycle: function
after: invokable, tick: invokable, defer: invokable, cycle: invokable
after: function, tick: function, defer: function, cycle: function
