--TEST--
with redirection what the child prints goes to the pipe, and STDIN is read from it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(function () {
    echo 'you said ', fgets(STDIN);
    fwrite(STDOUT, "to stdout\n");
    fwrite(STDERR, "to stderr\n");
}, true);
$process->start();
$process->write("hello\n");
Process::wait();
$process->close(Process::PIPE_WORKER);
$all = '';
while (($part = $process->read()) !== '') {
    $all .= $part;
}
echo $all;
?>
--EXPECT--
you said hello
to stdout
to stderr
