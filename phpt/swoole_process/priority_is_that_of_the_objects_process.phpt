--TEST--
without \$who the priority of a process is that of the object's own, and groups and users must be named
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(fn (Process $p) => $p->read());
$process->start();
same(true, $process->setPriority(PRIO_PROCESS, 7), 'set');
same([7, 7, 0], [$process->getPriority(PRIO_PROCESS), pcntl_getpriority($process->pid), pcntl_getpriority()], 'priorities');
$process->write('go');
Process::wait();
same([false, ['Warning: Swoole\Process::getPriority(): $who parameter must not be null']], with_warnings(fn () => $process->getPriority(PRIO_USER)), 'user');
same(SWOOLE_ERROR_INVALID_PARAMS, swoole_last_error(), 'last error');
same(false, $process->getPriority(-1000, 1), 'kind');
same(SOCKET_EINVAL, swoole_last_error(), 'last error');
same(false, $process->setPriority(PRIO_PROCESS, 0, $process->pid), 'gone');
same(PCNTL_ESRCH, swoole_last_error(), 'last error');

echo "done\n";
?>
--EXPECT--
done
