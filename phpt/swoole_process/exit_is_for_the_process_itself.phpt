--TEST--
exit() of an object in another process is refused; codes out of range are taken for 1
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(fn (Process $p) => $p->exit(256));
same(['Warning: Swoole\Process::exit(): not current process'], with_warnings(fn () => $process->exit(3))[1], 'in the parent');
ini_set('display_errors', '0');
$process->start();
same(1, Process::wait()['code'], 'exit code');

echo "done\n";
?>
--EXPECT--
done
