--TEST--
Event::isset() is false as long as nothing was ever added
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
var_dump(with_warnings(fn () => [Event::isset(STDIN), Event::isset(0), Event::isset(9999)]));
Event::wait();
?>
--EXPECT--
array(2) {
  [0]=>
  array(3) {
    [0]=>
    bool(false)
    [1]=>
    bool(false)
    [2]=>
    bool(false)
  }
  [1]=>
  array(0) {
  }
}
