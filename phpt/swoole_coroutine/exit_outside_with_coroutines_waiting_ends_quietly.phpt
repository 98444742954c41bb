--TEST--
a script that calls exit() while coroutines wait ends with its status
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

go(fn () => Coroutine::yield());
go(fn () => Coroutine::sleep(0.001) && print("slept\n"));
register_shutdown_function(fn () => print("shutdown\n"));
Coroutine::set(['enable_deadlock_check' => false]);
exit("bye\n");
?>
--EXPECTF--
bye
%Aslept
%A
