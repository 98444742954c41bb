--TEST--
inotify_read() tells the watch, the mask and the name of every event, in order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$in = inotify_init();
$wd = inotify_add_watch($in, Scratch::path(), IN_CREATE | IN_CLOSE_WRITE | IN_DELETE);
var_dump(is_int($wd) && $wd > 0);
file_put_contents(Scratch::path('file'), 'text');
unlink(Scratch::path('file'));
foreach (inotify_read($in) as $event) {
    echo json_encode(array_keys($event)), ' ', $event['wd'] === $wd ? 'same wd' : 'other wd', ' ', dechex($event['mask']), ' ', $event['cookie'], ' ', var_export($event['name'], true), "\n";
}
?>
--EXPECT--
bool(true)
["wd","mask","cookie","name"] same wd 100 0 'file'
["wd","mask","cookie","name"] same wd 8 0 'file'
["wd","mask","cookie","name"] same wd 200 0 'file'
