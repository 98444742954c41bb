--TEST--
an empty name, or one with a NUL, is a ValueError
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

Co\run(function () {
    foreach (['', "a\0b"] as $name) {
        echo thrown_by(fn () => System::readFile($name)), "\n";
        echo thrown_by(fn () => System::writeFile($name, 'x')), "\n";
        echo thrown_by(fn () => System::statvfs($name)), "\n";
    }
    echo thrown_by(fn () => System::exec("a\0b")), "\n";
});
?>
--EXPECT--
ValueError(0): Filename cannot be empty
ValueError(0): Filename cannot be empty
ValueError(0): Path cannot be empty
ValueError(0): Swoole\Coroutine\System::readFile(): Argument #1 ($filename) must not contain any null bytes
ValueError(0): Swoole\Coroutine\System::writeFile(): Argument #1 ($filename) must not contain any null bytes
ValueError(0): Swoole\Coroutine\System::statvfs(): Argument #1 ($path) must not contain any null bytes
ValueError(0): Swoole\Coroutine\System::exec(): Argument #1 ($command) must not contain any null bytes
