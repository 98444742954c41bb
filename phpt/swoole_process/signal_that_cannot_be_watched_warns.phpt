--TEST--
numbers that are no signal, and what is no callback, are refused with a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

foreach ([0, -1, 999] as $number) {
    same([false, ["Warning: Swoole\Process::signal(): invalid signal number [$number], it must be 1 to 64"]], with_warnings(fn () => Process::signal($number, fn () => 0)), "$number");
}
same([false, ["Warning: Swoole\Process::signal(): function 'nope' is not callable"]], with_warnings(fn () => Process::signal(SIGUSR1, 'nope')), 'callback');

echo "done\n";
?>
--EXPECT--
done
