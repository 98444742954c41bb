<?php
/**
 * File changes read in the event loop instead of waiting for them.
 *
 *     php examples/inotify.php [FILE OR DIRECTORY, default this directory]
 */
$path = $argv[1] ?? __DIR__;

$fd = inotify_init();
inotify_add_watch($fd, $path, IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVE);
Swoole\Event::add($fd, function () use ($fd){
    $var = inotify_read($fd);
    var_dump($var);
});

echo "watching $path\n";
Swoole\Event::wait();
