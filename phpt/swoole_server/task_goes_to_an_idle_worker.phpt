--TEST--
task() without a number goes to a task worker that is idle, while there is one
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 3, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd) {
            $server->task('block', 0);
            $server->task('block', 1);
            $workers = [];
            for ($i = 0; $i < 10; $i++) {
                $workers[] = $server->taskwait('who', PATIENCE);
            }
            $server->send($fd, json_encode(array_unique($workers)) . "\n");
        },
        'task' => function ($server, $id, $source, $data) {
            usleep($data === 'block' ? 400_000 : 0);
            return $server->worker_id;
        },
        'finish' => function () {},
    ]));
    same('[3]', $t->connect()->ask("x\n"), 'who ran the tasks');
});
?>
--EXPECT--
BASE done
PROCESS done
