--TEST--
FILE_APPEND adds to a file, LOCK_EX locks it, without flags it is replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

Co\run(function () {
    $path = Scratch::path('file');
    var_dump(System::writeFile($path, 'a long first line'), System::writeFile($path, "one\n"));
    var_dump(System::writeFile($path, "two\n", FILE_APPEND), System::writeFile($path, "three\n", FILE_APPEND | LOCK_EX));
    echo System::readFile($path), System::readFile($path, LOCK_EX);
    var_dump(System::writeFile($path, 'x', LOCK_EX), System::readFile($path), System::writeFile($path, ''));
    var_dump(System::readFile($path), strlen(System::readFile('/proc/self/status')) > 100);
});
?>
--EXPECT--
int(17)
int(4)
int(4)
int(6)
one
two
three
one
two
three
int(1)
string(1) "x"
int(0)
string(0) ""
bool(true)
