--TEST--
join() waits until the last of the coroutines has ended, or its time is up
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

go(function () {
    $make = fn (float $seconds) => go(fn () => Coroutine::sleep($seconds));
    $ids = [$make(0.01), $make(0.002)];
    var_dump(Coroutine::join($ids), array_filter($ids, Coroutine::exists(...)));
    var_dump(Coroutine::join($ids), Coroutine::join([]));
    $long = $make(0.2);
    var_dump(Coroutine::join([$long], 0.01), swoole_last_error() === SWOOLE_ERROR_CO_TIMEDOUT);
    var_dump(@Coroutine::join([Coroutine::getCid()]));
    var_dump(Coroutine::join([$long, 99]));
});
Swoole\Event::wait();
?>
--EXPECT--
bool(true)
array(0) {
}
bool(false)
bool(false)
bool(false)
bool(true)
bool(false)
bool(true)
