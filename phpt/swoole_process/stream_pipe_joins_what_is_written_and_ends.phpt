--TEST--
a stream pipe keeps no boundaries; its end is read as an empty string
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(function (Process $process) {
    $process->write('one');
    $process->write('two');
}, false, SOCK_STREAM);
$process->start();
Process::wait();
$process->close(Process::PIPE_WORKER);
same('onetwo', $process->read(), 'both at once');
same('', $process->read(), 'the end');

echo "done\n";
?>
--EXPECT--
done
