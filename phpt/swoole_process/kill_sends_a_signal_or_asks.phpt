--TEST--
kill() sends a signal, and with 0 asks quietly whether there is such a process
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(fn () => sleep(30));
$pid = $process->start();
same([true, []], with_warnings(fn () => Process::kill($pid, 0)), 'there');
same(true, Process::kill($pid), 'SIGTERM');
same(SIGTERM, Process::wait()['signal'], 'signal');
same([false, []], with_warnings(fn () => Process::kill($pid, 0)), 'gone');
same(PCNTL_ESRCH, swoole_last_error(), 'last error');
same([false, ["Warning: Swoole\Process::kill(): kill($pid, 15) failed, Error: No such process[3]"]], with_warnings(fn () => Process::kill($pid)), 'gone');
same(['Warning: Swoole\Process::kill(): kill(4294967296, 15) failed, Error: No such process[3]'], with_warnings(fn () => Process::kill(1 << 32))[1], 'a number that is no id');
same(['Warning: Swoole\Process::kill(): kill(' . getmypid() . ', 999) failed, Error: Invalid argument[22]'], with_warnings(fn () => Process::kill(getmypid(), 999))[1], 'no signal');

echo "done\n";
?>
--EXPECT--
done
