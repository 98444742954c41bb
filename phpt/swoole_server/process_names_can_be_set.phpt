--TEST--
swoole_set_process_name() in onStart, onManagerStart and onWorkerStart names the processes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'start' => fn () => swoole_set_process_name('phpt-master'), 'managerStart' => fn () => swoole_set_process_name('phpt-manager'),
    'workerStart' => fn ($server, $id) => swoole_set_process_name("phpt-worker-$id"),
]));
$name = fn (int $pid) => explode("\0", file_get_contents("/proc/$pid/cmdline"))[0];
$worker = $t->workers()[0];
same(['phpt-master', 'phpt-manager', 'phpt-worker-0'], array_map('trim', [$name($t->pid), $name(parent_of($worker)), $name($worker)]), 'names');
echo "done\n";
?>
--EXPECT--
done
