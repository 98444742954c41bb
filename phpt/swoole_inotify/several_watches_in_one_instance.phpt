--TEST--
one instance tells its watches apart
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$in = inotify_init();
foreach (['one', 'two', 'three'] as $name) {
    mkdir(Scratch::path($name));
    $watches[inotify_add_watch($in, Scratch::path($name), IN_CREATE)] = $name;
}
var_dump(count($watches));
touch(Scratch::path('two/x'));
touch(Scratch::path('one/y'));
foreach (inotify_read($in) as $event) {
    echo $watches[$event['wd']], ' ', $event['name'], "\n";
}
?>
--EXPECT--
int(3)
two x
one y
