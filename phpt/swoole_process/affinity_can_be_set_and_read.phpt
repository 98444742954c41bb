--TEST--
setAffinity() binds the process to CPUs that there are
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$all = Process::getAffinity();
same(true, Process::setAffinity([$all[0]]), 'one');
same([$all[0]], Process::getAffinity(), 'what was set');
same(true, Process::setAffinity($all), 'all');
same($all, Process::getAffinity(), 'what was set');
foreach ([-1, swoole_cpu_num(), 1_000_000] as $cpu) {
    same([false, ["Warning: Swoole\Process::setAffinity(): invalid cpu id [$cpu]"]], with_warnings(fn () => Process::setAffinity([$cpu])), "$cpu");
}
same(false, Process::setAffinity([]), 'none');

echo "done\n";
?>
--EXPECT--
done
