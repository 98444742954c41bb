--TEST--
events that come while the callback runs lead to another call
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$fd = inotify_init();
inotify_add_watch($fd, Scratch::path(), IN_CREATE);
Swoole\Event::add($fd, function () use ($fd) {
    static $calls = 0;
    foreach (inotify_read($fd) as $event) {
        echo ++$calls, ' ', $event['name'], "\n";
    }
    if ($calls === 1) {
        touch(Scratch::path('created in the callback'));
    } else {
        Swoole\Event::del($fd);
    }
});
touch(Scratch::path('created before'));
Swoole\Event::wait();
?>
--EXPECT--
1 created before
2 created in the callback
