--TEST--
the instance is an ordinary stream for stream_select()
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$file = tempnam(sys_get_temp_dir(), 'in');
$in = inotify_init();
inotify_add_watch($in, $file, IN_ATTRIB);
$ready = function () use ($in) {
    $read = [$in];
    $write = $except = null;
    return stream_select($read, $write, $except, 0);
};
var_dump($ready());
chmod($file, 0600);
var_dump($ready());
inotify_read($in);
var_dump($ready());
unlink($file);
?>
--EXPECT--
int(0)
int(1)
int(0)
