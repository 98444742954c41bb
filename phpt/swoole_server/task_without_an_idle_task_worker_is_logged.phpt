--TEST--
task() when no task worker is idle: a line in the log, one for a while
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'receive' => function ($server, $fd) {
            swoole_clear_error();
            for ($i = 0; $i < 100; $i++) {
                $server->task('x');
            }
            $server->send($fd, swoole_last_error() . "\n");
        },
        'task' => fn () => usleep(1000),
        'finish' => function () {},
    ]));
    same('0', $t->connect()->ask("x\n"), 'last error');
    $t->waitLog('WARNING');
    $lines = substr_count($t->logged(), '(ERRNO ' . SWOOLE_ERROR_SERVER_NO_IDLE_WORKER . '): No idle task worker is available');
    check($lines >= 1 && $lines <= 3, "$lines lines");
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
