--TEST--
inotify_read() on a non-blocking instance without events is false, without a warning
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
$in = inotify_init();
stream_set_blocking($in, false);
var_dump(with_warnings(fn () => inotify_read($in)));
?>
--EXPECT--
array(2) {
  [0]=>
  bool(false)
  [1]=>
  array(0) {
  }
}
