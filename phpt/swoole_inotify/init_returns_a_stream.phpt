--TEST--
inotify_init() returns a stream resource, a new one every time
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$one = inotify_init();
$two = inotify_init();
var_dump(is_resource($one), get_resource_type($one), $one === $two);
?>
--EXPECT--
bool(true)
string(6) "stream"
bool(false)
