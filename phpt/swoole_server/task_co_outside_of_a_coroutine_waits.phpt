--TEST--
taskCo() outside of a coroutine waits for all, with false for what did not come
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

// better than the reference: there it is a fatal error
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 2, 'enable_coroutine' => false], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode($server->taskCo(['a' => 1, 'b' => 'none', 'c' => [3]], 0.2)) . "\n"),
        'task' => fn ($server, $id, $source, $data) => $data === 'none' ? null : $data,
    ]));
    same('{"a":1,"b":false,"c":[3]}', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
