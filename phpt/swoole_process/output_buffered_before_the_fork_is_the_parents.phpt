--TEST--
better than the reference: what the script has buffered before start() is printed once, by the parent
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

ob_start();
echo "buffered by the parent\n";
$process = new Process(function () { echo "printed by the child\n"; });
$process->start();
Process::wait();
ob_end_flush();
?>
--EXPECT--
printed by the child
buffered by the parent
