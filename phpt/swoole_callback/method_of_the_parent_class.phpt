--TEST--
a method of the parent class can be named from inside the child
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
class Base
{
    public function run(): void
    {
        echo static::class, " runs Base::run\n";
    }
}
class Child extends Base
{
    public function run(): void
    {
        Timer::after(1, parent::run(...));
    }
}
(new Child())->run();
Swoole\Event::wait();
?>
--EXPECT--
Child runs Base::run
