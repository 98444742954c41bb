--TEST--
what timers hold is freed when the loop is left
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
Timer::after(60000, fn () => null, new Held());
Timer::after(1, fn () => Event::exit());
Event::wait();
echo "end\n";
?>
--EXPECT--
freed
end
