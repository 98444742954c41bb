--TEST--
only a coroutine that has yielded can be resumed
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

$sleeps = go(fn () => Coroutine::sleep(0.01));
var_dump(@Coroutine::resume($sleeps), @Coroutine::resume(99), @Coroutine::resume(-1));
Coroutine::resume($sleeps);
go(function () {
    var_dump(@Coroutine::resume(Coroutine::getCid()));
});
Swoole\Event::wait();
?>
--EXPECTF--
bool(false)
bool(false)
bool(false)

Warning: Swoole\Coroutine::resume(): can not resume the coroutine which is in IO operation or non-existent in %s on line %d
bool(false)
