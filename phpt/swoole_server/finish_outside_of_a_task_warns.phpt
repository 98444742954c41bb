--TEST--
finish() where no task runs: a warning and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

// better than the reference: it crashes there
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'workerStart' => fn ($server, $id) => $t->journal->note("start$id", ...with_warnings(fn () => $server->finish('x'))),
        'task' => function () {},
    ]));
    $expected = [false, ['Warning: Swoole\\Server::finish(): no task is running here: only onTask can finish one']];
    same([$expected, $expected], [$t->journal->first('start0'), $t->journal->first('start1')], 'in the worker, in the task worker');
});
?>
--EXPECT--
BASE done
PROCESS done
