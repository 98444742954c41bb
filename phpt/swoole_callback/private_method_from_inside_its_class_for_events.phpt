--TEST--
a private method given from inside its class is callable for events too
--FILE--
<?php
// better than the reference: it looks from outside the class.
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
class Box
{
    public function open($stream): void
    {
        Event::defer([$this, 'secret']);
        Event::add($stream, [$this, 'read']);
    }

    private function secret(): void
    {
        echo "deferred\n";
    }

    private function read($stream): void
    {
        echo "read\n";
        Event::del($stream);
    }
}
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
(new Box())->open($a);
Event::wait();
?>
--EXPECT--
read
deferred
