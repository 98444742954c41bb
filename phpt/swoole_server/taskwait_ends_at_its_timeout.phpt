--TEST--
taskwait() gives false after its timeout, and a late result is not taken for the next one
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd) {
            $started = microtime(true);
            $late = $server->taskwait('slow', 0.05);
            $took = microtime(true) - $started;
            $server->send($fd, json_encode([$late, $took >= 0.05, $took < 0.15, $server->taskwait('next', PATIENCE)]) . "\n");
        },
        'task' => function ($server, $id, $source, $data) {
            usleep($data === 'slow' ? 200_000 : 0);
            return $data;
        },
    ]));
    same('[false,true,true,"next"]', $t->connect()->ask("x\n"), 'late, took at least, took at most, next');
});
?>
--EXPECT--
BASE done
PROCESS done
