--TEST--
BASE mode with several workers: the caller is the manager and worker 0 stands for the master
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 2], [
    'receive' => fn ($s) => $t->journal->note('pids', $s->getMasterPid(), $s->manager_pid, $s->getManagerPid(),
        $s->getWorkerPid(0), $s->getWorkerPid(1), $s->getWorkerPid() === getmypid()),
]));
$client = $t->connect()->send('x');
$w = $t->workers();
same([$w[0], $t->pid, $t->pid, $w[0], $w[1], true], $t->journal->wait('pids'), 'pids');
echo "done\n";
?>
--EXPECT--
done
