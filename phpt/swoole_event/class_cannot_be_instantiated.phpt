--TEST--
Swoole\Event cannot be instantiated
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
echo thrown_by(fn () => new Swoole\Event()), "\n";
Swoole\Event::wait();
?>
--EXPECT--
Error(0): The object of Swoole\Event can not be created for security reasons
