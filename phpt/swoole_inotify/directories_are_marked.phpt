--TEST--
an event about a directory has IN_ISDIR in its mask
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$in = inotify_init();
inotify_add_watch($in, Scratch::path(), IN_CREATE);
mkdir(Scratch::path('directory'));
var_dump(inotify_read($in)[0]['mask'] === (IN_CREATE | IN_ISDIR));
?>
--EXPECT--
bool(true)
