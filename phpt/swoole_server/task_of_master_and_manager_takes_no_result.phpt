--TEST--
task() in onStart and onManagerStart: the task runs, nobody takes its result
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['task_worker_num' => 1], [
    'start' => fn ($server) => $t->journal->note('master', $server->task('of the master')),
    'managerStart' => fn ($server) => $t->journal->note('manager', $server->task('of the manager')),
    'task' => function ($server, $id, $source, $data) use ($t) {
        $t->journal->note('task', $data, $server->finish('x'));
        return 'y';
    },
    'finish' => $t->noting('finish'),
]));
$t->journal->wait('task', 2);
$tasks = $t->journal->all('task');
sort($tasks);
same([['task', 'of the manager', false], ['task', 'of the master', false]], $tasks, 'data, and what finish() returned');
same([[0], [0]], [$t->journal->first('master'), $t->journal->first('manager')], 'numbers');
$t->waitLog('can only be used');
same(0, $t->journal->count('finish'), 'calls of onFinish');
echo "done\n";
?>
--EXPECT--
done
