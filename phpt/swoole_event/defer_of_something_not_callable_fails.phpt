--TEST--
Event::defer() warns and returns false for what is not callable
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
var_dump(with_warnings(fn () => Event::defer('no_such_function')));
Event::wait();
?>
--EXPECT--
array(2) {
  [0]=>
  bool(false)
  [1]=>
  array(1) {
    [0]=>
    string(75) "Warning: Swoole\Event::defer(): function 'no_such_function' is not callable"
  }
}
