--TEST--
readFile() and writeFile() work on threads: others run meanwhile
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

Co\run(function () {
    $path = Scratch::path('file');
    $content = random_bytes(3_000_000);
    $others = 0;
    $done = false;
    go(function () use (&$others, &$done) {
        while (!$done) {
            System::sleep(0.001);
            $others++;
        }
    });
    same(strlen($content), System::writeFile($path, $content), 'bytes written');
    same(true, System::readFile($path) === $content, 'what was written');
    // A pipe without a writer holds the thread that opens it, and nobody else.
    $pipe = Scratch::path('pipe');
    posix_mkfifo($pipe, 0600);
    go(function () use ($pipe, &$others) {
        $before = $others;
        while ($others < $before + 3) {
            System::sleep(0.001);
        }
        System::writeFile($pipe, 'at last');
    });
    same('at last', System::readFile($pipe), 'what came through the pipe');
    $done = true;
});
echo "done\n";
?>
--EXPECT--
done
