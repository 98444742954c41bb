--TEST--
statvfs() has what statvfs(3) says
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Co\run(function () {
    $found = Swoole\Coroutine\System::statvfs('/');
    echo implode(' ', array_keys($found)), "\n";
    same(array_fill(0, 11, 'integer'), array_map(gettype(...), array_values($found)), 'types');
    same((float) $found['blocks'] * $found['frsize'], disk_total_space('/'), 'size');
});
?>
--EXPECT--
bsize frsize blocks bfree bavail files ffree favail fsid flag namemax
