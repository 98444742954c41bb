--TEST--
What a coroutine has put off runs also after an exception that nobody catches, may wait, and the script ends after it
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

register_shutdown_function(fn () => print("shutdown\n"));
Coroutine\run(function () {
    go(function () {
        Coroutine::defer(fn () => print("first, last\n"));
        Coroutine::defer(function () {
            Coroutine::sleep(0.001);
            echo "has waited\n";
        });
        throw new Exception('boo');
    });
    go(function () {
        Coroutine::sleep(10);
        echo "never\n";
    });
});
echo "never\n";
?>
--EXPECTF--
Fatal error: Uncaught Exception: boo in %s:%d
Stack trace:
#0 [internal function]: {closure}()
#1 {main}
  thrown in %s on line %d
has waited
first, last
shutdown
