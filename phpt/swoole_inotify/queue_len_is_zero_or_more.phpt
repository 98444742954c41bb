--TEST--
inotify_queue_len() is zero without events, more with them, zero again after reading
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$file = tempnam(sys_get_temp_dir(), 'in');
$in = inotify_init();
inotify_add_watch($in, $file, IN_ATTRIB);
var_dump(inotify_queue_len($in));
chmod($file, 0600);
var_dump(inotify_queue_len($in) > 0);
inotify_read($in);
var_dump(inotify_queue_len($in));
unlink($file);
?>
--EXPECT--
int(0)
bool(true)
int(0)
