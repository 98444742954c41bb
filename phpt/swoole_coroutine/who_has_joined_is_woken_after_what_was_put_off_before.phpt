--TEST--
join() returns at the end of the loop's turn in which the last has ended, and may be cancelled until then
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Coroutine\run(function () {
    $main = Coroutine::getCid();
    $id = go(function () use ($main) {
        Coroutine::sleep(0.001);
        Swoole\Event::defer(fn () => Coroutine::cancel($main));
        echo "ends\n";
    });
    var_dump(Coroutine::join([$id]), swoole_last_error() === SWOOLE_ERROR_CO_CANCELED, Coroutine::exists($id));
    // What was to wake it then does not end another wait.
    $channel = new Coroutine\Channel(1);
    var_dump($channel->pop(0.01), $channel->errCode === SWOOLE_CHANNEL_TIMEOUT);
});
?>
--EXPECT--
ends
bool(false)
bool(true)
bool(false)
bool(false)
bool(true)
