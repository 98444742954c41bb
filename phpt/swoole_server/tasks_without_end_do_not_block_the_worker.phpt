--TEST--
a worker that hands out more than a task worker can take goes on serving, and all tasks come to be done
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'receive' => function ($server, $fd, $reactor, $data) {
            for ($i = 0; $i < 20_000 && $data === "many\n"; $i++) {
                $server->task(str_repeat('x', 1000));
            }
            $server->send($fd, "served\n");
        },
        'task' => fn ($server, $id, $source, $data) => str_repeat('y', 1000),
        'finish' => function ($server, $id) use ($t) {
            if ($id === 19_999) {
                $t->journal->note('last');
            }
        },
    ]));
    $client = $t->connect();
    same('served', $client->ask("many\n"), 'the one that handed them out');
    same('served', $client->ask("x\n"), 'the next');
    $t->journal->wait('last');
});
?>
--EXPECT--
BASE done
PROCESS done
