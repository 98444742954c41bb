--TEST--
cancelling ends what a coroutine waits for
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

$id = go(function () {
    var_dump(Coroutine::sleep(10), Coroutine::isCanceled(), swoole_last_error() === SWOOLE_ERROR_CO_CANCELED);
    var_dump(Coroutine::yield(), Coroutine::isCanceled());
    var_dump(Coroutine::sleep(0.001), Coroutine::isCanceled());
});
var_dump(Coroutine::cancel($id), Coroutine::cancel($id));
var_dump(Coroutine::cancel(99), swoole_last_error() === SWOOLE_ERROR_CO_NOT_EXISTS);
go(fn () => var_dump(Coroutine::cancel(Coroutine::getCid()), swoole_last_error() === SWOOLE_ERROR_CO_CANNOT_CANCEL));
Swoole\Event::wait();
?>
--EXPECT--
bool(false)
bool(true)
bool(true)
bool(false)
bool(true)
bool(true)
bool(true)
bool(false)
bool(true)
bool(false)
bool(true)
bool(true)
bool(false)
