--TEST--
what an after timer holds is freed when it has run
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
class Held
{
    public function __destruct()
    {
        echo "freed\n";
    }
}
Timer::after(1, fn () => print "run\n", new Held());
Timer::after(10, fn () => print "later\n");
Event::wait();
?>
--EXPECT--
run
freed
later
