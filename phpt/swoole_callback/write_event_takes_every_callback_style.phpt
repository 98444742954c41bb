--TEST--
the write callback may be of every style
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
function done(string $style, $stream): void
{
    echo "$style\n";
    Event::del($stream);
}
function on_writable($stream): void
{
    done('function', $stream);
}
class A
{
    public static function test($stream): void
    {
        done('static method', $stream);
    }

    public function method($stream): void
    {
        done('object method', $stream);
    }

    public function __invoke($stream): void
    {
        done('invokable', $stream);
    }
}
$word = 'closure';
foreach ([function ($stream) use ($word) {
    done($word, $stream);
}, 'A::Test', ['A', 'Test'], [new A(), 'method'], 'on_writable', new A(), on_writable(...)] as $callback) {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    Event::add($a, null, $callback, SWOOLE_EVENT_WRITE);
    Event::wait();
}
Event::wait();
?>
--EXPECT--
closure
static method
static method
object method
function
invokable
function
