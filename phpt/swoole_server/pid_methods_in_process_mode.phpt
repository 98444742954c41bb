--TEST--
PROCESS mode: master_pid, manager_pid and the methods for them agree in every process
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $report = fn (string $who) => function (Swoole\Server $s) use ($t, $who) {
        $t->journal->note($who, getmypid(), $s->getMasterPid(), $s->getManagerPid(), $s->manager_pid, $s->getWorkerPid(0));
    };
    return $t->tcp(SWOOLE_PROCESS, [], [
        'start' => $report('start'), 'managerStart' => $report('managerStart'), 'receive' => $report('receive'),
        'shutdown' => $report('shutdown'),
    ]);
});
$client = $t->connect()->send('x');
$t->journal->wait('receive');
$worker = $t->workers()[0];
$manager = parent_of($worker);
$t->stop();
same([$t->pid, $t->pid, $manager, $manager, $worker], $t->journal->first('start'), 'master');
same([$manager, $manager, $worker], array_slice($t->journal->first('managerStart'), -3), 'manager');
same([$worker, $t->pid, $manager, $manager, $worker], $t->journal->first('receive'), 'worker');
same($t->pid, $t->journal->first('shutdown')[0], 'process of onShutdown');
echo "done\n";
?>
--EXPECT--
done
