--TEST--
stats() with task workers: their number, the idle ones, tasks pending and handed out
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $keys = ['task_worker_num', 'task_idle_worker_num', 'tasking_num', 'task_count'];
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 2], [
        'receive' => function ($server, $fd, $reactor, $data) use ($keys) {
            if ($data === "task\n") {
                for ($i = 0; $i < 3; $i++) {
                    $server->task('x', 0);
                }
            }
            $stats = $server->stats();
            $server->send($fd, json_encode(array_map(fn ($key) => $stats[$key], $keys)) . "\n");
        },
        'task' => fn () => usleep(100_000),
        'finish' => function () {},
    ]));
    $client = $t->connect();
    same('[2,2,0,0]', $client->ask("x\n"), 'before');
    same('[2,1,3,3]', $client->ask("task\n"), 'meanwhile');
    wait_until(fn () => $client->ask("x\n") === '[2,2,0,3]', 'all tasks to be done');
});
?>
--EXPECT--
BASE done
PROCESS done
