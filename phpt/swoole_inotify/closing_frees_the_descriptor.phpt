--TEST--
fclose() closes the instance's descriptor, and so does losing the last reference
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$count = fn () => count(glob('/proc/self/fd/*'));
$before = $count();
for ($i = 0; $i < 50; $i++) {
    $in = inotify_init();
    if ($i % 2) {
        fclose($in);
    }
    unset($in);
}
var_dump($count() - $before);
?>
--EXPECT--
int(0)
