--TEST--
coroutines that wait at a channel when the script ends are told of in the log
--FILE--
<?php
use Swoole\Coroutine\Channel;

Co::set(['enable_deadlock_check' => false]);
Co\run(function () {
    $full = new Channel(1);
    $full->push(1);
    $empty = new Channel(1);
    for ($i = 0; $i < 2; $i++) {
        go(fn () => $full->push(2));
        go(fn () => $empty->pop());
    }
    $empty->pop();
});
echo "end\n";
?>
--EXPECTF--
end
[%s]	WARNING	Channel::~Channel() (ERRNO 10003): channel is destroyed, 3 consumers will be discarded
[%s]	WARNING	Channel::~Channel() (ERRNO 10003): channel is destroyed, 2 producers will be discarded
