--TEST--
a task worker can send to a session and close it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'receive' => fn ($server, $fd) => $server->task($fd),
        'task' => function ($server, $id, $source, $fd) {
            $server->send($fd, "from the task worker\n");
            $server->close($fd);
        },
        'close' => $t->noting('close'),
    ]));
    $client = $t->connect();
    same('from the task worker', $client->ask("x\n"), 'answer');
    check($client->isClosed(), 'closed');
    $t->journal->wait('close');
});
?>
--EXPECT--
BASE done
PROCESS done
