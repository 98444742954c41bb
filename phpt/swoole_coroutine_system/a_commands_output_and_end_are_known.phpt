--TEST--
exec() returns output, exit code and signal
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

Co\run(function () {
    foreach (['echo out; exit 3', 'kill -9 $$', '', 'printf "a\\0b"', 'head -c 300000 /dev/zero | tr "\\0" x', 'exec >&-; exit 4'] as $command) {
        ['code' => $code, 'signal' => $signal, 'output' => $output] = System::exec($command);
        printf("%s: code %d, signal %d, %s\n", $command, $code, $signal, strlen($output) > 99 ? strlen($output) : json_encode($output));
    }
    echo json_encode(System::exec('echo out; echo err >&2', true)), "\n";
    echo json_encode(System::exec('no-such-command', true)['code']), "\n";
});
?>
--EXPECT--
echo out; exit 3: code 3, signal 0, "out\n"
kill -9 $$: code 0, signal 9, ""
: code 0, signal 0, ""
printf "a\0b": code 0, signal 0, "a\u0000b"
head -c 300000 /dev/zero | tr "\0" x: code 0, signal 0, 300000
exec >&-; exit 4: code 4, signal 0, ""
{"code":0,"signal":0,"output":"out\nerr\n"}
127
