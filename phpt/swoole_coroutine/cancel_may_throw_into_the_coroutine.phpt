--TEST--
cancelling with an exception throws it where the coroutine waits
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

$id = go(function () {
    try {
        Coroutine::sleep(10);
    } catch (Coroutine\CanceledException $e) {
        echo get_class($e), "\n";
    }
    Coroutine::yield();
});
var_dump(Coroutine::cancel($id, true));
set_error_handler(null);
Coroutine::cancel($id, true);
?>
--EXPECTF--
Swoole\Coroutine\CanceledException
bool(true)

Fatal error: Uncaught Swoole\Coroutine\CanceledException in %s:%d
Stack trace:
#0 %s(%d): Swoole\Coroutine::yield()
#1 [internal function]: {closure}()
#2 {main}
  thrown in %s on line %d
