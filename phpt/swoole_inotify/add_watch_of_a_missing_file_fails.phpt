--TEST--
inotify_add_watch() of what does not exist warns and returns false
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
$in = inotify_init();
[$result, $warnings] = with_warnings(fn () => inotify_add_watch($in, '/there is no such file', IN_MODIFY));
var_dump($result, count($warnings));
?>
--EXPECT--
bool(false)
int(1)
