--TEST--
BASE mode with several workers: the caller is the manager, the workers are its children
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 3]));
foreach ($t->workers() as $id => $pid) {
    same($t->pid, parent_of($pid), "parent of worker $id");
}
same(4, count(group_members($t->pid)), 'number of processes');
echo "done\n";
?>
--EXPECT--
done
