--TEST--
getWorkerStatus() of a task worker: busy while a task runs, else idle
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'receive' => function ($server, $fd, $reactor, $data) {
            if ($data === "task\n") {
                $server->task('x');
            }
            $server->send($fd, json_encode($server->getWorkerStatus(1)) . "\n");
        },
        'task' => function ($server) use ($t) {
            $t->journal->note('within', $server->getWorkerStatus());
            usleep(200_000);
        },
    ]));
    $client = $t->connect();
    same((string) SWOOLE_WORKER_IDLE, $client->ask("x\n"), 'before');
    $client->ask("task\n");
    same([SWOOLE_WORKER_BUSY], $t->journal->wait('within'), 'within');
    same((string) SWOOLE_WORKER_BUSY, $client->ask("x\n"), 'meanwhile');
    wait_until(fn () => $client->ask("x\n") === (string) SWOOLE_WORKER_IDLE, 'the end of the task');
});
?>
--EXPECT--
BASE done
PROCESS done
