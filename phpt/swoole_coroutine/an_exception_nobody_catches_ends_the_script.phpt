--TEST--
an exception that nobody catches in a coroutine ends the script as any other does
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

register_shutdown_function(fn () => print("shutdown\n"));
class D { public function __destruct() { echo "destroyed\n"; } }
go(function () {
    $d = new D;
    Coroutine::sleep(0.001);
    throw new LogicException('oops');
});
go(function () {
    Coroutine::sleep(5);
    echo "never\n";
});
Swoole\Event::wait();
echo "never\n";
?>
--EXPECTF--
destroyed

Fatal error: Uncaught LogicException: oops in %s:%d
Stack trace:
#0 [internal function]: {closure}()
#1 {main}
  thrown in %s on line %d
shutdown
