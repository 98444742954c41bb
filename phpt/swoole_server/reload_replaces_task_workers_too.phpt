--TEST--
reload() replaces workers and task workers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], ['task' => function () {}]));
    $before = $t->workers();
    $t->signal(SIGUSR1);
    $t->waitStarts(4);
    $after = $t->workers();
    check($before[0] !== $after[0] && $before[1] !== $after[1], 'all are new');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
