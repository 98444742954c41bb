--TEST--
Event::del() warns as long as nothing was ever added
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
var_dump(with_warnings(fn () => Event::del(STDIN)));
Event::wait();
?>
--EXPECT--
array(2) {
  [0]=>
  bool(false)
  [1]=>
  array(1) {
    [0]=>
    string(80) "Warning: Swoole\Event::del(): reactor is not ready, cannot call swoole_event_del"
  }
}
