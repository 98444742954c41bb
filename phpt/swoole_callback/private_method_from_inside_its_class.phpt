--TEST--
a private method is callable when it is given from inside its class
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
class Box
{
    public function open(): void
    {
        Timer::after(1, [$this, 'secret']);
    }

    private function secret(): void
    {
        echo "called\n";
    }
}
(new Box())->open();
Event::wait();
?>
--EXPECT--
called
