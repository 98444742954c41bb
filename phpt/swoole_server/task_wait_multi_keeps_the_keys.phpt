--TEST--
taskWaitMulti() gives the results by the keys of the tasks, without those that did not come in time
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

// better than the reference: keys other than 0, 1, 2 ... crash it
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 2, 'enable_coroutine' => false], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, json_encode($server->taskWaitMulti(json_decode($data, true), 0.3)) . "\n"),
        'task' => fn ($server, $id, $source, $data) => $data === 'none' ? null : "got $data",
    ]));
    $client = $t->connect();
    same('["got a","got b","got c"]', $client->ask("[\"a\",\"b\",\"c\"]\n"), 'a list');
    same('{"x":"got a","7":"got b"}', $client->ask("{\"x\":\"a\",\"7\":\"b\"}\n"), 'a map');
    same('{"0":"got a","2":"got c"}', $client->ask("[\"a\",\"none\",\"c\"]\n"), 'without the one that gave nothing');
});
?>
--EXPECT--
BASE done
PROCESS done
