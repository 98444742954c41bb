--TEST--
the five functions and the names of their parameters
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
foreach (['inotify_init', 'inotify_add_watch', 'inotify_rm_watch', 'inotify_read', 'inotify_queue_len'] as $name) {
    $function = new ReflectionFunction($name);
    echo $name, '(', implode(', ', array_map(fn ($p) => trim($p->getType() . ' $' . $p->getName()), $function->getParameters())), ")\n";
}
?>
--EXPECT--
inotify_init()
inotify_add_watch($inotify_instance, string $pathname, int $mask)
inotify_rm_watch($inotify_instance, int $watch_descriptor)
inotify_read($inotify_instance)
inotify_queue_len($inotify_instance)
