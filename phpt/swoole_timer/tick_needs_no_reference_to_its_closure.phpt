--TEST--
a tick keeps its closure and the object it is bound to alive
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
final class Counter
{
    private int $count = 0;

    public function start(): void
    {
        Timer::tick(1, function ($id) {
            if (++$this->count === 3) {
                Timer::clear($id);
                echo "counted to $this->count\n";
            }
        });
    }

    public function __destruct()
    {
        echo "freed\n";
    }
}
(new Counter())->start();
Event::wait();
echo "end\n";
?>
--EXPECT--
counted to 3
freed
end
