--TEST--
callbacks of events run outside of coroutines when enable_coroutine is off
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;
swoole_async_set(['enable_coroutine' => false]);
Swoole\Timer::after(1, fn () => var_dump(Coroutine::getCid()));
Swoole\Event::defer(fn () => var_dump(Coroutine::getCid()));
Swoole\Event::wait();
?>
--EXPECT--
int(-1)
int(-1)
