--TEST--
task_use_object: onTask gets a Task that tells data, number, worker, time and flags
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    foreach (['task_use_object', 'task_object'] as $setting) {
        $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, $setting => true, 'enable_coroutine' => false], [
            'receive' => function ($server, $fd) {
                $server->task(['x']);
                $server->task('x', -1, function () {});
                $server->taskwait('x', PATIENCE);
                $server->taskWaitMulti(['x'], PATIENCE);
                $server->send($fd, "done\n");
            },
            'task' => function ($server, $task) use ($t) {
                $t->journal->note('task', $task::class, $task->id, $task->worker_id, $task->data, $task->flags & ~SWOOLE_TASK_SERIALIZE,
                    abs($task->dispatch_time - microtime(true)) < 60);
                return 'y';
            },
            'finish' => function () {},
        ]));
        $t->connect()->ask("x\n");
        $class = 'Swoole\\Server\\Task';
        same([
            ['task', $class, 0, 0, ['x'], SWOOLE_TASK_NONBLOCK, true],
            ['task', $class, 1, 0, 'x', SWOOLE_TASK_NONBLOCK | SWOOLE_TASK_CALLBACK, true],
            ['task', $class, 2, 0, 'x', 0, true],
            ['task', $class, 3, 0, 'x', SWOOLE_TASK_WAITALL, true],
        ], $t->journal->all('task'), "tasks with $setting");
        TestServer::end_all();
    }
});
?>
--EXPECT--
BASE done
PROCESS done
