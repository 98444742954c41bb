--TEST--
BASE mode with one worker: master and worker are the calling process, there is no manager
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'receive' => fn ($s) => $t->journal->note('pids', $s->master_pid, $s->getMasterPid(), $s->manager_pid,
        $s->getManagerPid(), $s->worker_pid),
]));
$client = $t->connect()->send('x');
same([$t->pid, $t->pid, 0, 0, $t->pid], $t->journal->wait('pids'), 'pids');
echo "done\n";
?>
--EXPECT--
done
