--TEST--
an event of a file that is watched itself has an empty name
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$file = tempnam(sys_get_temp_dir(), 'in');
$in = inotify_init();
inotify_add_watch($in, $file, IN_ATTRIB);
touch($file, 1);
var_dump(inotify_read($in)[0]['name']);
unlink($file);
?>
--EXPECT--
string(0) ""
