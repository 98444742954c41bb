--TEST--
taskWaitMulti() of no task is false, of 1024 or more a warning and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd) {
            $none = [$server->taskWaitMulti([]), swoole_last_error()];
            $many = with_warnings(fn () => $server->taskWaitMulti(range(1, 1024)));
            $server->send($fd, json_encode([$none, $many, count($server->taskWaitMulti(range(1, 1023), PATIENCE))]) . "\n");
        },
        'task' => fn ($server, $id, $source, $data) => $data,
    ]));
    same(json_encode([[false, SWOOLE_ERROR_TASK_DISPATCH_FAIL],
        [false, ['Warning: Swoole\\Server::taskWaitMulti(): too many concurrent tasks']], 1023]), $t->connect()->ask("x\n"), 'none, too many, many');
});
?>
--EXPECT--
BASE done
PROCESS done
