--TEST--
taskwait() with a timeout of 0 or less waits until the result is there
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$server->taskwait('a', 0), $server->taskwait('b', -1)]) . "\n"),
        'task' => function ($server, $id, $source, $data) {
            usleep(100_000);
            return $data;
        },
    ]));
    same('["a","b"]', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
