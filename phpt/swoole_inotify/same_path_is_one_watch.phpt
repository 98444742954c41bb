--TEST--
watching the same path again returns the same watch and replaces its mask, unless IN_MASK_ADD adds to it
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$file = tempnam(sys_get_temp_dir(), 'in');
$in = inotify_init();
stream_set_blocking($in, false);
$wd = inotify_add_watch($in, $file, IN_ATTRIB);
var_dump(inotify_add_watch($in, $file, IN_MODIFY) === $wd);
chmod($file, 0600);
var_dump(inotify_read($in));
var_dump(inotify_add_watch($in, $file, IN_ATTRIB | IN_MASK_ADD) === $wd);
file_put_contents($file, 'x');
chmod($file, 0644);
$seen = 0;
foreach (inotify_read($in) as $event) {
    $seen |= $event['mask'];
}
var_dump($seen === (IN_MODIFY | IN_ATTRIB));
unlink($file);
?>
--EXPECT--
bool(true)
bool(false)
bool(true)
bool(true)
