--TEST--
exec() of what cannot be run warns, and the script goes on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(fn () => 0);
foreach (['/no/such/program' => 'execv(/no/such/program) failed, Error: No such file or directory[2]', '' => 'exec file name is empty'] as $path => $why) {
    same([false, ["Warning: Swoole\Process::exec(): $why"]], with_warnings(fn () => $process->exec($path, [])), $path);
}
same([false, ['Warning: Swoole\Process::exec(): arguments must not contain NUL bytes']], with_warnings(fn () => $process->exec('/bin/true', ["a\0b"])), 'NUL');
same('Error(0): Object of class stdClass could not be converted to string', thrown_by(fn () => $process->exec('/bin/true', [new stdClass])), 'object');

echo "done\n";
?>
--EXPECT--
done
