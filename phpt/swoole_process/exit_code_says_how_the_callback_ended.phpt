--TEST--
the exit code is 0 after a return, what exit() was given, 255 after an uncaught exception or a fatal error, and a signal is told apart
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

ini_set('display_errors', '0');
$ends = [
    'return' => [fn () => 5, [0, 0]],
    'exit(7)' => [fn () => exit(7), [7, 0]],
    'exit with text' => [function () { exit('bye '); }, [0, 0]],
    'exception' => [fn () => throw new Exception('bad'), [255, 0]],
    'missing function' => [fn () => no_such_function(), [255, 0]],
    'fatal error' => [function () { ini_set('memory_limit', '8M'); str_repeat('x', 100_000_000); }, [255, 0]],
    '$process->exit(9)' => [fn (Process $p) => $p->exit(9), [9, 0]],
    'signal' => [fn () => posix_kill(getmypid(), SIGKILL), [0, SIGKILL]],
];
foreach ($ends as $name => [$callback, $expected]) {
    $process = new Process($callback);
    $process->start();
    $status = Process::wait();
    same($expected, [$status['code'], $status['signal']], $name);
}
echo "\n";
?>
--EXPECT--
bye
