--TEST--
taskwait() of a task that gives no result: false at the timeout, and the last error says so
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

// better than the reference: a last error of its own
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$server->taskwait('x', 0.05), swoole_last_error()]) . "\n"),
        'task' => function () {},
    ]));
    same(json_encode([false, SWOOLE_ERROR_TASK_TIMEOUT]), $t->connect()->ask("x\n"), 'result and last error');
});
?>
--EXPECT--
BASE done
PROCESS done
