--TEST--
task() in a user process: the task runs, nobody takes its result; taskwait() is refused
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, ['task_worker_num' => 1], [
            'task' => fn ($server, $id, $source, $data) => $t->journal->note('task', $source, $data, $server->finish('x')),
            'finish' => $t->noting('finish'),
        ]);
        $server->addProcess(new Swoole\Process(function () use ($server, $t) {
            $t->journal->note('refused', ...with_warnings(fn () => $server->taskwait('x')));
            $server->task(['from' => 'a user process']);
            sleep(60);
        }));
        return $server;
    });
    same([2, ['from' => 'a user process'], false], $t->journal->wait('task'), 'source, data, what finish() returned');
    same([false, ['Warning: Swoole\Server::taskwait(): taskwait method can only be used in the worker process']], $t->journal->first('refused'), 'taskwait()');
    same(0, $t->stop(), 'exit code');
    same(0, $t->journal->count('finish'), 'calls of onFinish');
});
?>
--EXPECT--
BASE done
PROCESS done
