--TEST--
data that serialize() refuses throws at the caller: nothing is handed out
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd) {
            $bad = fn () => 1;
            $thrown = [
                thrown_by(fn () => $server->task($bad)),
                thrown_by(fn () => $server->taskwait([1, $bad])),
                thrown_by(fn () => $server->taskWaitMulti([1, $bad])),
            ];
            $server->send($fd, json_encode([array_unique($thrown), $server->stats()['tasking_num'], $server->taskwait('x', PATIENCE)]) . "\n");
        },
        'task' => fn ($server, $id) => 'ran',
    ]));
    same(json_encode([["Exception(0): Serialization of 'Closure' is not allowed"], 0, 'ran']), $t->connect()->ask("x\n"), 'thrown, pending, next');
});
?>
--EXPECT--
BASE done
PROCESS done
