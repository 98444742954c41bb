--TEST--
exec() makes another program of the child, and the parent talks to it through the pipe
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(function (Process $process) {
    $process->exec('/bin/sh', ['-c', 'while read line; do echo "$1: $line"; done; echo the end', 'sh', 'heard']);
}, true);
$process->start();
$process->write("one\n");
same("heard: one\n", $process->read(), 'first answer');
$process->write("two\n");
same("heard: two\n", $process->read(), 'second answer');
$process->close(Process::PIPE_WRITE);
same("the end\n", $process->read(), 'last words');
same(0, Process::wait()['code'], 'exit code');

echo "done\n";
?>
--EXPECT--
done
