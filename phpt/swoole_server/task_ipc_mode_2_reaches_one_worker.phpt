--TEST--
task_ipc_mode 2: a number reaches that task worker; a busy one keeps only its own waiting
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 2, 'task_ipc_mode' => 2, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd) {
            $server->task('block', 0);
            $got = [$server->taskwait('x', PATIENCE, 1), $server->taskwait('x', PATIENCE, 1), $server->taskwait('x', PATIENCE)];
            $server->send($fd, json_encode([$got, $server->taskwait('x', PATIENCE, 0)]) . "\n");
        },
        'task' => function ($server, $id, $source, $data) {
            usleep($data === 'block' ? 200_000 : 0);
            return $server->worker_id;
        },
        'finish' => function () {},
    ]));
    same('[[2,2,2],1]', $t->connect()->ask("x\n"), 'who ran them');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
