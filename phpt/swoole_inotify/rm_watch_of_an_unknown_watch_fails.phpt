--TEST--
inotify_rm_watch() of a watch that is not there warns and returns false
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
$in = inotify_init();
[$result, $warnings] = with_warnings(fn () => inotify_rm_watch($in, 12345));
var_dump($result, count($warnings));
?>
--EXPECT--
bool(false)
int(1)
