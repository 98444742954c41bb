--TEST--
worker_id is -1 and getWorkerId() false in the master and the manager
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $report = fn (string $who) => fn ($s) => $t->journal->note($who, $s->worker_id, $s->worker_pid, $s->getWorkerId());
    return $t->tcp(SWOOLE_PROCESS, [], ['start' => $report('start'), 'managerStart' => $report('managerStart')]);
});
same([-1, 0, false], $t->journal->wait('start'), 'master');
same([-1, 0, false], $t->journal->wait('managerStart'), 'manager');
echo "done\n";
?>
--EXPECT--
done
