--TEST--
hundreds of events with long names are read completely and in order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$in = inotify_init();
stream_set_blocking($in, false);
inotify_add_watch($in, Scratch::path(), IN_CREATE);
$expected = [];
for ($i = 0; $i < 500; $i++) {
    touch(Scratch::path($expected[] = str_repeat('n', 100 + $i % 100) . $i));
}
$got = [];
while ($events = inotify_read($in)) {
    array_push($got, ...array_column($events, 'name'));
}
var_dump($got === $expected);
?>
--EXPECT--
bool(true)
