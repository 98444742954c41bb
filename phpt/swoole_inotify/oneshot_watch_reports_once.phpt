--TEST--
IN_ONESHOT ends a watch after its first event
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$file = tempnam(sys_get_temp_dir(), 'in');
$in = inotify_init();
stream_set_blocking($in, false);
inotify_add_watch($in, $file, IN_ATTRIB | IN_ONESHOT);
chmod($file, 0600);
chmod($file, 0644);
echo json_encode(array_column(inotify_read($in), 'mask')), "\n";
unlink($file);
?>
--EXPECT--
[4,32768]
