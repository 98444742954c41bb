--TEST--
a process or pool cannot be started in a coroutine; a process may be made there and started outside
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

Swoole\Coroutine\run(function () {
    $GLOBALS['process'] = new Process(fn () => print("started outside\n"));
    same('Swoole\Error(507): must be forked outside the coroutine', thrown_by(fn () => $GLOBALS['process']->start()), 'process');
    $pool = new Process\Pool(1);
    $pool->on('workerStart', fn () => 0);
    same('Swoole\Error(507): must be forked outside the coroutine', thrown_by(fn () => $pool->start()), 'pool');
});
$process->start();
same(0, Process::wait()['code'], 'exit code');
?>
--EXPECT--
started outside
