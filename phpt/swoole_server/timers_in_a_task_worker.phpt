--TEST--
timers run in a task worker, between its tasks, and do not hold up its end
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'receive' => fn ($server) => $server->task('x'),
        'workerStart' => function ($server) use ($t) {
            if ($server->taskworker) {
                Swoole\Timer::after(1, fn () => $t->journal->note('after'));
                Swoole\Timer::tick(60_000, fn () => $t->journal->note('never'));
            }
        },
        'task' => fn ($server) => Swoole\Timer::after(1, fn () => $t->journal->note('after the task', $server->taskworker)) && false ?: null,
    ]));
    $t->journal->wait('after');
    $t->connect()->send("x\n");
    same([true], $t->journal->wait('after the task'), 'a timer of onTask');
    $started = microtime(true);
    same(0, $t->stop(), 'exit code');
    check(microtime(true) - $started < 2.5, 'the end did not wait for the timer');
});
?>
--EXPECT--
BASE done
PROCESS done
