--TEST--
PROCESS mode: the master_pid property is the master's process id in onWorkerStart of every worker
--FILE--
<?php
// better than the reference: there it is 0 in a worker that the manager forked before the master had noted its own id.
require __DIR__ . '/../include/bootstrap.php';

for ($i = 0; $i < 5; $i++) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2], [
        'managerStart' => fn ($server) => $t->journal->note('manager', $server->master_pid, $server->getMasterPid()),
        'workerStart' => fn ($server, $id) => $t->journal->note('pids', $server->master_pid, $server->manager_pid),
    ]));
    $manager = parent_of($t->workers()[0]);
    same([['pids', $t->pid, $manager], ['pids', $t->pid, $manager]], $t->journal->all('pids'), 'master and manager');
    same([$t->pid, $t->pid], $t->journal->first('manager'), 'master in the manager');
    TestServer::end_all();
}
echo "done\n";
?>
--EXPECT--
done
