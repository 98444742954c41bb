--TEST--
a closure made in a class may use what is private there
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
class Box
{
    private string $content = 'private';

    public function open(): void
    {
        Timer::after(1, function () {
            echo $this->content, ' ', self::class, "\n";
        });
        Timer::after(2, fn () => print static::class . "\n");
        Timer::after(3, $this->secret(...));
    }

    private function secret(): void
    {
        echo "private method through a first-class callable\n";
    }
}
(new Box())->open();
Event::wait();
?>
--EXPECT--
private Box
Box
private method through a first-class callable
