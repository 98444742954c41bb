--TEST--
what the callbacks hold is freed by Event::del(), by cycle(null), and after a deferred call
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
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
$holding = fn (string $name) => (function () use ($name) {
    $held = new Held($name);
    return function () use ($held) {
    };
})();
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, $holding('read'), $holding('write'));
Event::del($a);
echo "deleted\n";
Event::cycle($holding('cycle'));
Event::cycle(null);
Event::defer($holding('deferred'));
Event::wait();
echo "end\n";
?>
--EXPECTF--
%A
end
