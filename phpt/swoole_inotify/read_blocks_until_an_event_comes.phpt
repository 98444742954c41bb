--TEST--
inotify_read() on a blocking instance waits for an event
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$file = tempnam(sys_get_temp_dir(), 'in');
$in = inotify_init();
inotify_add_watch($in, $file, IN_ATTRIB);
$start = hrtime(true);
$later = proc_open(['sh', '-c', 'sleep 0.05; chmod 600 "$0"', $file], [], $pipes);
var_dump(count(inotify_read($in)) >= 1, hrtime(true) - $start >= 40e6);
proc_close($later);
unlink($file);
?>
--EXPECT--
bool(true)
bool(true)
