--TEST--
start() of a process that runs is refused, also in the process itself; once it has ended it can be started again
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(function (Process $process) {
    same([false, ['Warning: Swoole\Process::start(): process has already been started']], with_warnings(fn () => $process->start()), 'in itself');
    $process->read();
});
$first = $process->start();
same([false, ['Warning: Swoole\Process::start(): process has already been started']], with_warnings(fn () => $process->start()), 'in the parent');
$process->write('go');
same($first, Process::wait()['pid'], 'the first');
$second = $process->start();
$process->write('go');
same($second, Process::wait()['pid'], 'the second');

echo "done\n";
?>
--EXPECT--
done
