--TEST--
the documented script: an instance in the event loop, read when a file changes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$fd = inotify_init();
inotify_add_watch($fd, Scratch::path(), IN_CLOSE_WRITE);
Swoole\Event::add($fd, function () use ($fd) {
    foreach (inotify_read($fd) as $event) {
        echo $event['name'], "\n";
        if ($event['name'] === 'last') {
            Swoole\Event::del($fd);
        }
    }
});
foreach (['first', 'last'] as $i => $name) {
    Swoole\Timer::after(1 + 2 * $i, fn () => file_put_contents(Scratch::path($name), 'text'));
}
Swoole\Event::wait();
echo "end\n";
?>
--EXPECT--
first
last
end
