--TEST--
onTask returns what serialize() refuses: an uncaught exception, like one thrown in it; the next task is served
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd, $reactor, $data) {
            $server->send($fd, json_encode([$server->taskwait(trim($data), 0.3), $server->taskwait('fine', PATIENCE)]) . "\n");
        },
        'task' => fn ($server, $id, $source, $data) => match ($data) {
            'throw' => throw new RuntimeException('on purpose'),
            'closure' => fn () => 1,
            default => $data,
        },
    ]));
    $client = $t->connect();
    same('[false,"fine"]', $client->ask("throw\n"), 'after an exception');
    same('[false,"fine"]', $client->ask("closure\n"), 'after a closure');
    $t->waitOutput('on purpose');
    $t->waitOutput("Serialization of 'Closure' is not allowed");
});
?>
--EXPECT--
BASE done
PROCESS done
