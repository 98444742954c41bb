--TEST--
what a callback returns is dropped and freed
--FILE--
<?php
// better than the reference: it keeps the value until the script ends.
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
class Held
{
    public function __destruct()
    {
        echo "freed\n";
    }
}
Timer::after(1, fn () => new Held());
Timer::after(10, fn () => print "later\n");
Event::defer(fn () => false);
Event::wait();
?>
--EXPECT--
freed
later
