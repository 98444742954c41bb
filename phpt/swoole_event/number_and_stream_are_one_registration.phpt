--TEST--
a stream and the number of its descriptor name the same registration
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$fd = Event::add($a, fn () => null);
var_dump(Event::isset($fd));
var_dump(with_warnings(fn () => Event::add($fd, fn () => null)));
var_dump(Event::del($fd), Event::isset($a));
Event::wait();
?>
--EXPECT--
bool(true)
array(2) {
  [0]=>
  bool(false)
  [1]=>
  array(1) {
    [0]=>
    string(43) "Warning: Swoole\Event::add(): already exist"
  }
}
bool(true)
bool(false)
