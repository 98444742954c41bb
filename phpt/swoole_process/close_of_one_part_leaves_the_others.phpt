--TEST--
close() closes this process's copy of an end, or one direction for all
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(function (Process $process) {
    same('question', $process->read(), 'what was written before');
    same('', $process->read(), 'the end of what the parent writes');
    $process->write('answer');
}, false, SOCK_STREAM);
$process->start();
$process->write('question');
same(true, $process->close(Process::PIPE_WRITE), 'close');
same('answer', $process->read(), 'reading goes on');
Process::wait();
[$result, $warnings] = with_warnings(fn () => $process->close(9));
same(false, $result, 'unknown part');
check(str_contains($warnings[0], '$which is 9'), $warnings[0]);

echo "done\n";
?>
--EXPECT--
done
