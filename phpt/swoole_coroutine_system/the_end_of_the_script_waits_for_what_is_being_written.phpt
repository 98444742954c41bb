--TEST--
a script that ends lets a thread write to the end what it has begun, and does not wait for a read
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
foreach (['exit(3)', 'throw new Exception'] as $end) {
    $path = Scratch::path('file-' . strlen($end));
    $script = new TestScript("
        go(fn () => Swoole\\Coroutine\\System::writeFile('$path', str_repeat('x', 60_000_000)));
        while (!file_exists('$path')) usleep(100);
        $end;");
    $script->wait();
    clearstatcache();
    same(60_000_000, filesize($path), "size after $end");
    unlink($path);
}
$pipe = Scratch::path('pipe');
posix_mkfifo($pipe, 0600);
$script = new TestScript("
    go(fn () => Swoole\\Coroutine\\System::readFile('$pipe'));
    while (Co::stats()['aio_queue_size']) usleep(100);
    throw new Exception('the end');");
same(255, $script->wait(), 'exit code');
check(str_contains($script->output(), 'Uncaught Exception: the end'), 'why it has ended');
echo "end\n";
?>
--EXPECT--
end
