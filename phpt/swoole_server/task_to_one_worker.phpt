--TEST--
task() and taskwait() with a number reach that task worker; below zero is any, too high a warning and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 3, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd) {
            $got = [];
            foreach ([2, 0, 1, 2] as $number) {
                $got[] = $server->taskwait('x', PATIENCE, $number);
            }
            $got[] = is_int($server->taskwait('x', PATIENCE, -5));
            $got[] = with_warnings(fn () => $server->task('x', 3));
            $got[] = with_warnings(fn () => $server->taskwait('x', 1, 3));
            $server->send($fd, json_encode($got) . "\n");
        },
        'task' => fn ($server) => $server->worker_id - $server->setting['worker_num'],
    ]));
    $warning = fn (string $method) => [false, ["Warning: Swoole\\Server::$method(): worker_id must be less than task_worker_num[3]"]];
    same(json_encode([2, 0, 1, 2, true, $warning('task'), $warning('taskwait')]), $t->connect()->ask("x\n"), 'who ran it');
});
?>
--EXPECT--
BASE done
PROCESS done
