--TEST--
static closures and arrow functions serve as callbacks and are bound to nothing
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
class Box
{
    public function open(): void
    {
        Timer::after(1, static function () {
            var_dump(isset($this), self::class);
        });
        Event::defer(static fn () => print "deferred\n");
    }
}
(new Box())->open();
Event::wait();
?>
--EXPECT--
deferred
bool(false)
string(3) "Box"
