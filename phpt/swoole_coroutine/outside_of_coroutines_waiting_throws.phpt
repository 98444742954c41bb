--TEST--
what only a coroutine can do throws outside of one
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

foreach ([fn () => Coroutine::yield(), fn () => Coroutine::defer(fn () => 1), fn () => (new Coroutine\Channel)->pop(), fn () => Coroutine::isCanceled(),
    fn () => Coroutine::sleep(0.001)] as $call) {
    try {
        $call();
    } catch (Swoole\Error $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
API must be called in the coroutine
API must be called in the coroutine
API must be called in the coroutine
API must be called in the coroutine
API must be called in the coroutine
