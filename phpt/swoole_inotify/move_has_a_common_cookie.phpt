--TEST--
both halves of a move carry the same cookie
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Scratch::file('from', '');
$in = inotify_init();
inotify_add_watch($in, Scratch::path(), IN_MOVE);
rename(Scratch::path('from'), Scratch::path('to'));
[$out, $into] = inotify_read($in);
var_dump($out['mask'] === IN_MOVED_FROM, $out['name'], $into['mask'] === IN_MOVED_TO, $into['name'], $out['cookie'] === $into['cookie'], $out['cookie'] !== 0);
?>
--EXPECT--
bool(true)
string(4) "from"
bool(true)
string(2) "to"
bool(true)
bool(true)
