--TEST--
inotify_rm_watch() ends a watch, which the kernel reports as IN_IGNORED
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$file = tempnam(sys_get_temp_dir(), 'in');
$in = inotify_init();
stream_set_blocking($in, false);
$wd = inotify_add_watch($in, $file, IN_ATTRIB);
var_dump(inotify_rm_watch($in, $wd));
$events = inotify_read($in);
var_dump(count($events), $events[0]['wd'] === $wd, $events[0]['mask'] === IN_IGNORED);
chmod($file, 0600);
var_dump(inotify_read($in));
unlink($file);
?>
--EXPECT--
bool(true)
int(1)
bool(true)
bool(true)
bool(false)
