--TEST--
better than the reference: a program that exec() starts has no signal blocked that the script was watching
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

Process::signal(SIGUSR1, fn () => 0);
$process = new Process(function (Process $process) {
    Process::signal(SIGUSR2, fn () => 0);
    $process->exec('/bin/sh', ['-c', 'kill -USR2 $$; exit 3']);
});
$process->start();
same(SIGUSR2, Process::wait()['signal'], 'signal');
Process::signal(SIGUSR1, null);
Swoole\Event::wait();

echo "done\n";
?>
--EXPECT--
done
