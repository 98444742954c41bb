--TEST--
clear() frees the callback and the parameters at once
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
class Held
{
    public function __construct(private string $name)
    {
    }

    public function __destruct()
    {
        echo "$this->name freed\n";
    }
}
$id = Timer::after(60000, fn () => null, new Held('parameter'));
echo "set\n";
Timer::clear($id);
echo "cleared\n";
$held = new Held('used variable');
$id = Timer::tick(60000, function () use ($held) {
});
unset($held);
Timer::clear($id);
echo "cleared\n";
Swoole\Event::wait();
?>
--EXPECT--
set
parameter freed
cleared
used variable freed
cleared
