--TEST--
name() sets what ps shows of the process
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(function (Process $process) {
    $process->name('swoole-phpt-named');
    $process->write('named');
    $process->read();
});
$process->start();
$process->read();
check(str_starts_with(file_get_contents("/proc/{$process->pid}/cmdline"), 'swoole-phpt-named'), 'name');
$process->write('go');
Process::wait();

echo "done\n";
?>
--EXPECT--
done
