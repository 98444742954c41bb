--TEST--
a closed instance or a value of another type is refused
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
$in = inotify_init();
fclose($in);
foreach ([$in, 'text', null, 5] as $value) {
    foreach ([fn () => inotify_read($value), fn () => inotify_queue_len($value), fn () => inotify_rm_watch($value, 1), fn () => inotify_add_watch($value, '/', IN_OPEN)] as $call) {
        check(str_starts_with(thrown_by($call), 'TypeError(0): inotify_'), thrown_by($call));
    }
}
echo "done\n";
?>
--EXPECT--
done
