--TEST--
start() runs the callback in a child, with the object; wait() tells its pid, code and signal
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$parent = getmypid();
$process = new Process(function (Process $process) use ($parent) {
    echo json_encode([getmypid() !== $parent, parent_of(getmypid()) === $parent, $process->pid === getmypid(), func_num_args()]), "\n";
    return 7;
});
same(null, $process->pid, 'pid before the start');
$pid = $process->start();
same($pid, $process->pid, 'pid');
same(['pid' => $pid, 'code' => 0, 'signal' => 0], Process::wait(), 'the child');
same(false, Process::wait(), 'no child is left');
same(PCNTL_ECHILD, swoole_last_error(), 'last error');
?>
--EXPECT--
[true,true,true,1]
