--TEST--
reload(true) and SIGUSR2 replace the task workers and no other
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 2], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode($server->reload(true)) . "\n"),
        'task' => function () {},
        'afterReload' => $t->noting('reloaded'),
    ]));
    $before = $t->workers();
    same('true', $t->connect()->ask("x\n"), 'what reload() returned');
    $t->journal->wait('reloaded');
    $t->waitStarts(5);
    $between = $t->workers();
    $t->signal(SIGUSR2);
    $t->journal->wait('reloaded', 2);
    $t->waitStarts(7);
    $after = $t->workers();
    same([$before[0], $before[0]], [$between[0], $after[0]], 'the worker');
    same(6, count(array_unique([$before[1], $before[2], $between[1], $between[2], $after[1], $after[2]])), 'processes of task workers');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
