--TEST--
a process without a pipe, or whose end is closed, warns and returns false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$closed = new Process(fn () => 0);
same(true, $closed->close(), 'close');
foreach ([new Process(fn () => 0, false, 0), $closed] as $process) {
    foreach ([
        'read' => [[], 'Warning: Swoole\Process::read(): no pipe, cannot read from pipe'],
        'write' => [['x'], 'Warning: Swoole\Process::write(): no pipe, cannot write into pipe'],
        'close' => [[], 'Warning: Swoole\Process::close(): no pipe, cannot close the pipe'],
        'setTimeout' => [[1.0], 'Warning: Swoole\Process::setTimeout(): no pipe, cannot setTimeout the pipe'],
        'setBlocking' => [[true], 'Warning: Swoole\Process::setBlocking(): no pipe, cannot setBlocking the pipe'],
        'exportSocket' => [[], 'Warning: Swoole\Process::exportSocket(): no pipe, cannot export stream'],
    ] as $method => [$arguments, $warning]) {
        same([false, [$warning]], with_warnings(fn () => $process->$method(...$arguments)), $method);
    }
}
same(null, (new Process(fn () => 0, false, 0))->pipe, 'pipe');

echo "done\n";
?>
--EXPECT--
done
