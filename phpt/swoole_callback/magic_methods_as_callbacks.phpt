--TEST--
__call and __callStatic serve as callbacks, more than once
--FILE--
<?php
// better than the reference: it crashes after the first such call.
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
class Magic
{
    public function __call(string $name, array $args): void
    {
        echo "$name\n";
        Timer::clear($args[0]);
    }

    public static function __callStatic(string $name, array $args): void
    {
        static $count = 0;
        echo "static $name\n";
        if (++$count === 3) {
            Timer::clear($args[0]);
        }
    }
}
Timer::tick(1, [new Magic(), 'anything']);
Event::wait();
Timer::tick(1, 'Magic::whatever');
Event::wait();
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, ['Magic', 'readable']);
Event::defer(fn () => Event::del($a));
Event::wait();
?>
--EXPECT--
anything
static whatever
static whatever
static whatever
static readable
