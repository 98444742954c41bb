--TEST--
PROCESS mode: the caller is the master, its child the manager, the workers are the manager's children
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2]));
$workers = $t->workers();
$manager = parent_of($workers[0]);
same($manager, parent_of($workers[1]), 'parent of worker 1');
same($t->pid, parent_of($manager), 'parent of the manager');
$all = [$t->pid, $manager, ...$workers];
sort($all);
same($all, group_members($t->pid), 'all processes');
same(1, process_stat($manager)['threads'], 'threads of the manager');
echo "done\n";
?>
--EXPECT--
done
