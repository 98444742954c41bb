--TEST--
a file that cannot be read or written is false, the last error and a line in the log
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
// better than the reference: that leaves the last error as it was, and takes a directory for an empty file
use Swoole\Coroutine\System;

Co\run(function () {
    $path = Scratch::path('no/file');
    foreach ([fn () => System::readFile($path), fn () => System::writeFile($path, 'x'), fn () => System::readFile('/')] as $try) {
        swoole_clear_error();
        var_dump($try(), swoole_strerror(swoole_last_error()));
    }
    var_dump(System::statvfs($path), swoole_strerror(swoole_last_error()));
});
?>
--EXPECTF--
[%s]	WARNING	open(%s/no/file, O_RDONLY) failed, Error: No such file or directory[2]
bool(false)
string(25) "No such file or directory"
[%s]	WARNING	open(%s/no/file, O_WRONLY|O_CREAT|O_TRUNC) failed, Error: No such file or directory[2]
bool(false)
string(25) "No such file or directory"
[%s]	WARNING	read(/) failed, Error: Is a directory[21]
bool(false)
string(14) "Is a directory"
bool(false)
string(25) "No such file or directory"
