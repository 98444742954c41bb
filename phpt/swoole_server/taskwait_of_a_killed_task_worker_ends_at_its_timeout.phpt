--TEST--
taskwait() of a task whose worker is killed ends at its timeout; the successor serves the next
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false, 'log_level' => SWOOLE_LOG_NONE], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$server->taskwait('die', 0.2), $server->taskwait('live', PATIENCE),
            $server->stats()['tasking_num']]) . "\n"),
        'task' => function ($server, $id, $source, $data) {
            if ($data === 'die') {
                posix_kill(getmypid(), SIGKILL);
            }
            return $data;
        },
    ]));
    same('[false,"live",0]', $t->connect()->ask("x\n"), 'killed, next, pending');
});
?>
--EXPECT--
BASE done
PROCESS done
