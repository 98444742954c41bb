--TEST--
messages that nobody has read yet survive the death of the reader and of the writer; a child started again goes on reading
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(function (Process $process) {
    echo $process->read(), "\n";
    posix_kill(getmypid(), SIGKILL);
});
$process->write('first');
$process->write('second');
for ($round = 0; $round < 2; $round++) {
    check($process->start() > 0, 'start');
    same(SIGKILL, Process::wait()['signal'], 'killed');
}
?>
--EXPECT--
first
second
