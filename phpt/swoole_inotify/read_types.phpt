--TEST--
the values of an event are integers and a string
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$file = tempnam(sys_get_temp_dir(), 'in');
$in = inotify_init();
inotify_add_watch($in, $file, IN_ATTRIB);
chmod($file, 0600);
echo json_encode(array_map(get_debug_type(...), inotify_read($in)[0])), "\n";
unlink($file);
?>
--EXPECT--
{"wd":"int","mask":"int","cookie":"int","name":"string"}
