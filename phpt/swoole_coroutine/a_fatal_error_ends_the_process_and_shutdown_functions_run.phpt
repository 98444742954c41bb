--TEST--
a fatal error in a coroutine is reported, and shutdown functions run
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

register_shutdown_function(fn () => print("shutdown\n"));
go(function () {
    Coroutine::create(function () {
        Coroutine::sleep(0.001);
        eval('abstract class X { abstract function f() {} }');
    });
    Coroutine::sleep(1);
});
Swoole\Event::wait();
echo "never\n";
?>
--EXPECTF--
Fatal error: Abstract function X::f() cannot contain body in %s on line %d
shutdown
