--TEST--
a callback that was replaced is freed
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
class Held
{
    public function __destruct()
    {
        echo "freed\n";
    }

    public function __invoke(): void
    {
    }
}
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, new Held());
Event::set($a, fn () => null, null, SWOOLE_EVENT_READ);
Event::defer(function () use ($a) {
    echo "next round\n";
    Event::del($a);
});
Event::wait();
?>
--EXPECT--
freed
next round
